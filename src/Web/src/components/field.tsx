import { useId, type ReactElement, cloneElement } from 'react';

interface Control {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  required?: boolean;
}

interface Props {
  label: string;
  /** Says what is expected, before there is an error. */
  hint?: string;
  /** Why the value was refused and what to do. */
  error?: string;
  /** Beside the label, such as a link. */
  aside?: ReactElement;
  children: ReactElement<Control>;
}

/** A labelled control with its hint and its error, connected for screen readers. */
export function Field({ label, hint, error, aside, children }: Props) {
  const ownId = useId();
  const id = children.props.id ?? ownId;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {aside}
      </div>
      {cloneElement(children, { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
