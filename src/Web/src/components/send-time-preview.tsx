import { useState } from 'react';
import type { Schemas } from '@/lib/api/types';
import { formatRelative } from '@/lib/format';
import { formatInZone, ownZone } from '@/lib/send-times';

/** The moment that a time to send means, in its zone and in that of the browser. */
export function SendTimePreview({ time, zone }: { time: Schemas['ResolvedTime']; zone: string }) {
  const [now] = useState(() => Date.now());
  const isPast = new Date(time.send_at).getTime() <= now;
  return (
    <div role="status" className="rounded-md bg-sunken p-2 text-sm">
      <p className="font-medium">{formatInZone(time.send_at, zone)}</p>
      <p className="text-muted">
        {isPast ? 'This is in the past. Choose a later time.' : formatRelative(time.send_at)}
        {!isPast && zone !== ownZone() && `, ${formatInZone(time.send_at, null)} for you`}
      </p>
      {time.clock_change === 'skipped' && (
        <p className="text-warning">The clocks skip this time, so it is sent that much later.</p>
      )}
      {time.clock_change === 'repeated' && (
        <p className="text-warning">The clocks show this time twice; the first one is meant.</p>
      )}
    </div>
  );
}
