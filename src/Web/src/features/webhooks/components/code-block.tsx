/** A text with a fixed width, such as code or an answer; scrolls where it is wider or longer than its place. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <pre
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md border border-line bg-hover p-2 font-mono text-xs whitespace-pre"
    >
      {text}
    </pre>
  );
}
