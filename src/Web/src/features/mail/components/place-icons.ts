import { Archive, FilePen, Inbox, Layers, Send, ShieldAlert, Star, Trash2, type LucideIcon } from 'lucide-react';

/** Icons by the keys of PLACES and the roles of folders. */
export const PLACE_ICONS: Readonly<Record<string, LucideIcon>> = {
  inbox: Inbox,
  starred: Star,
  flagged: Star,
  drafts: FilePen,
  sent: Send,
  archive: Archive,
  everything: Layers,
  all: Layers,
  junk: ShieldAlert,
  trash: Trash2,
};
