import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Organization = Schemas['Organization'];
export type Member = Schemas['Member'];
export type Invitation = Schemas['Invitation'];
export type Share = Schemas['ConnectionShare'];
export type Role = Schemas['OrganizationRole'];
export type Access = Exclude<Schemas['MailboxAccess'], 'owner'>;

export const ROLES: readonly { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'admin', label: 'Admin' },
  { value: 'owner', label: 'Owner' },
];

const RANK: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

/** The roles that a member of this role may grant: up to their own, and none for plain members. */
export const rolesUpTo = (role: Role) => (role === 'member' ? [] : ROLES.filter(({ value }) => RANK[value] <= RANK[role]));

export const mayManage = (role: Role, other: Role): boolean => role !== 'member' && RANK[other] <= RANK[role];

export const ACCESS: readonly { value: Access; label: string }[] = [
  { value: 'read', label: 'Read' },
  { value: 'send', label: 'Read, file and answer' },
  { value: 'manage', label: 'Everything, also its settings' },
];

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: async ({ signal }): Promise<Organization[]> => (await api('get', '/api/v1/organizations', { signal })).items,
});

export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id, 'members'],
    queryFn: async ({ signal }): Promise<Member[]> =>
      (await api('get', '/api/v1/organizations/{id}/members', { path: { id }, signal })).items,
  });

export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id, 'invitations'],
    queryFn: async ({ signal }): Promise<Invitation[]> =>
      (await api('get', '/api/v1/organizations/{id}/invitations', { path: { id }, signal })).items,
  });

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id, 'connections'],
    queryFn: async ({ signal }): Promise<Share[]> =>
      (await api('get', '/api/v1/organizations/{id}/connections', { path: { id }, signal })).items,
  });

export const createOrganization = (name: string) => api('post', '/api/v1/organizations', { body: { name } });

export const renameOrganization = (id: string, name: string) =>
  api('patch', '/api/v1/organizations/{id}', { path: { id }, body: { name } });

export const deleteOrganization = (id: string) => api('delete', '/api/v1/organizations/{id}', { path: { id } });

export const changeRole = (id: string, user_id: string, role: Role) =>
  api('patch', '/api/v1/organizations/{id}/members/{user_id}', { path: { id, user_id }, body: { role } });

export const removeMember = (id: string, user_id: string) =>
  api('delete', '/api/v1/organizations/{id}/members/{user_id}', { path: { id, user_id } });

export const invite = (id: string, email: string, role: Role) =>
  api('post', '/api/v1/organizations/{id}/invitations', { path: { id }, body: { email, role } });

export const withdrawInvitation = (id: string, invitation_id: string) =>
  api('delete', '/api/v1/organizations/{id}/invitations/{invitation_id}', { path: { id, invitation_id } });

export const share = (id: string, connection_id: string, body: Schemas['ShareConnectionRequest']) =>
  api('put', '/api/v1/organizations/{id}/connections/{connection_id}', { path: { id, connection_id }, body });

export const unshare = (id: string, connection_id: string) =>
  api('delete', '/api/v1/organizations/{id}/connections/{connection_id}', { path: { id, connection_id } });

export const memberName = ({ first_name, last_name, email, user_id }: Member): string =>
  [first_name, last_name].filter(Boolean).join(' ') || email || user_id;
