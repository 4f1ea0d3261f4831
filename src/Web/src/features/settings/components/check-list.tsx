import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Check } from '@/features/settings/api/doctor';

const LOOKS = {
  good: { icon: CircleCheck, color: 'text-success', label: 'Good' },
  warning: { icon: TriangleAlert, color: 'text-warning', label: 'Warning' },
  bad: { icon: CircleAlert, color: 'text-danger', label: 'Fault' },
};

/** What the doctor found, with the control that mends it. */
export function CheckList({ checks, remedyOf }: { checks: readonly Check[]; remedyOf: (check: Check) => ReactNode }) {
  return (
    <ul className="flex flex-col">
      {checks.map((check) => {
        const { icon: Icon, color, label } = LOOKS[check.state];
        return (
          <li key={check.title} className="flex gap-2 border-b border-line py-2 text-sm last:border-b-0">
            <Icon size={16} className={`mt-0.5 shrink-0 ${color}`} role="img" aria-label={label} />
            <div className="min-w-0 grow">
              <p className="font-medium">{check.title}</p>
              <p className="break-words">{check.finding}</p>
              {check.next && <p className="break-words text-muted">{check.next}</p>}
              {check.state !== 'good' && <div className="mt-1 empty:hidden">{remedyOf(check)}</div>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
