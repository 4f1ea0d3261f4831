import { SearchX } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { TextLink } from '@/components/link';

export function NotFoundPage() {
  return (
    <main>
      <EmptyState icon={SearchX} title="There is no such page" action={<TextLink to="/">Go to your mail</TextLink>}>
        The address may be mistyped, or the page has moved.
      </EmptyState>
    </main>
  );
}
