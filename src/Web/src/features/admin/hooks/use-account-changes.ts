import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { changeAccount, type Account } from '@/features/admin/api/admin-api';
import type { Schemas } from '@/lib/api/types';
import { runOptimistic } from '@/lib/optimistic';

type Changes = Partial<Pick<Account, 'role' | 'disabled'>>;

const LISTS = ['admin', 'users'];

/** Changes an account at once in all lists, with undo. */
export function useAccountChanges() {
  const client = useQueryClient();
  return (account: Account, changes: Changes, done: string) => {
    const before: Changes = { role: account.role, disabled: account.disabled };
    const back = Object.fromEntries(Object.keys(changes).map((name) => [name, before[name as keyof Changes]]));
    void runOptimistic({
      client,
      keys: [LISTS],
      apply: () =>
        client.setQueriesData<InfiniteData<Schemas['AccountPage']>>(
          { queryKey: LISTS },
          (list) =>
            list && {
              ...list,
              pages: list.pages.map((page) => ({
                ...page,
                items: page.items.map((other) => (other.id === account.id ? { ...other, ...changes } : other)),
              })),
            },
        ),
      commit: () => changeAccount(account.id, changes),
      failure: 'The account was not changed',
      undo: { text: done, revert: () => changeAccount(account.id, back) },
    });
  };
}
