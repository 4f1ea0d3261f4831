import type { ListParams } from '@/features/mail/api/lists';

/** The keys of this feature's queries, from the general to the particular. */
export const mailKeys = {
  lists: ['mail', 'list'],
  list: (params: ListParams) => ['mail', 'list', params],
  page: (params: ListParams, page: number) => ['mail', 'list', params, page],
  threads: ['mail', 'thread'],
  thread: (emailId: string) => ['mail', 'thread', emailId],
  message: (emailId: string) => ['mail', 'message', emailId],
  messages: ['mail', 'message'],
  protection: (emailId: string) => ['mail', 'protection', emailId],
  raw: (emailId: string) => ['mail', 'raw', emailId],
  content: (attachmentId: string) => ['mail', 'content', attachmentId],
  labels: ['mail', 'labels'],
  connections: ['mail', 'connections'],
  sync: ['mail', 'sync'],
  savedSearches: ['mail', 'saved-searches'],
  searches: ['mail', 'search'],
  search: (query: string, order: string, mailbox?: string) => ['mail', 'search', query, order, mailbox ?? null],
} as const;
