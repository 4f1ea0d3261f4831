import { useEffect, useRef } from 'react';

/** Reports the id and the subject of a draft when they change. */
export function useReport(id: string | null, subject: string, report: (id: string | null, subject: string) => void): void {
  const latest = useRef(report);
  useEffect(() => {
    latest.current = report;
  });
  useEffect(() => latest.current(id, subject), [id, subject]);
}
