import { keyLabels } from '@/lib/keyboard';

/** A shortcut, as the keyboard of this machine labels it. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keyLabels(keys).map((label, index) => (
        <kbd key={index} className="rounded border border-current/30 px-1 font-sans text-xs leading-4">
          {label}
        </kbd>
      ))}
    </span>
  );
}
