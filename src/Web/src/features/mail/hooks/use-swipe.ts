import { useRef, type PointerEvent } from 'react';

const DISTANCE = 96;

/** Runs an action when a row is swept aside by thumb. */
export function useSwipe(run: () => void) {
  const start = useRef<{ x: number; id: number } | null>(null);
  const slide = (element: HTMLElement, distance: number) => {
    element.style.translate = distance === 0 ? '' : `${String(distance)}px 0`;
    element.style.opacity = Math.abs(distance) > DISTANCE ? '0.4' : '';
  };
  const end = (event: PointerEvent<HTMLElement>, done: boolean) => {
    const began = start.current;
    start.current = null;
    if (began?.id !== event.pointerId) return;
    slide(event.currentTarget, 0);
    if (done && Math.abs(event.clientX - began.x) > DISTANCE) run();
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'touch') start.current = { x: event.clientX, id: event.pointerId };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current?.id !== event.pointerId) return;
      const distance = event.clientX - start.current.x;
      if (Math.abs(distance) > 12) slide(event.currentTarget, distance);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
  };
}
