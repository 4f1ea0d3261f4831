/** The selected messages, with the one from which a range is drawn. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null };

export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Adds all rows from the anchor to a row. Without an anchor in the list it toggles the row alone. */
export function extend(
  selection: Selection,
  id: string,
  indexOf: (id: string) => number,
  idAt: (index: number) => string | undefined,
): Selection {
  const from = selection.anchor === null ? -1 : indexOf(selection.anchor);
  const to = indexOf(id);
  if (from === -1 || to === -1) return toggle(selection, id);
  const next = new Set(selection.ids);
  for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
    const found = idAt(index);
    if (found) next.add(found);
  }
  return { ids: next, anchor: selection.anchor };
}
