import type { Label } from '@/features/mail/api/mailboxes';

const ROLES: readonly (Label['role'] | null)[] = ['inbox', 'flagged', 'drafts', 'sent', 'archive', 'all', 'junk', 'trash'];

/** Returns folders as a tree from top to bottom: those with a role first, the others by name, each below the one it belongs to. */
export function sortFolders(labels: readonly Label[]): { label: Label; depth: number }[] {
  const byPath = new Map(labels.map((label) => [label.path, label]));
  const parentOf = (label: Label) => {
    for (let slash = label.path.lastIndexOf('/'); slash > 0; slash = label.path.lastIndexOf('/', slash - 1)) {
      const parent = byPath.get(label.path.slice(0, slash));
      if (parent) return parent;
    }
    return null;
  };
  const children = new Map<Label | null, Label[]>();
  for (const label of labels) {
    // Folders with a role stand at the top, wherever the server has them.
    const parent = label.role ? null : parentOf(label);
    children.set(parent, [...(children.get(parent) ?? []), label]);
  }
  const rank = (label: Label) => (label.role ? ROLES.indexOf(label.role) : ROLES.length);
  const inOrder = (one: Label, other: Label) =>
    rank(one) - rank(other) || one.name.localeCompare(other.name, undefined, { numeric: true, sensitivity: 'base' });
  const list = (parent: Label | null, depth: number): { label: Label; depth: number }[] =>
    (children.get(parent) ?? []).sort(inOrder).flatMap((label) => [{ label, depth }, ...list(label, depth + 1)]);
  return list(null, 0);
}
