import type { ListedProject } from '@/features/projects/api/project-api';
import { Badge } from '@/components/badge';

/** The attention that a project needs; nothing if it needs none. */
export function ConcernBadge({ concern }: { concern: ListedProject['concern'] }) {
  if (!concern) return null;
  return concern === 'due' ? <Badge tone="danger">Due</Badge> : <Badge tone="warning">No news for long</Badge>;
}
