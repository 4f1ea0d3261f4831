import type { QueryClient } from '@tanstack/react-query';

/** An entry of the user's log; `data` holds ids and flags by type, see the webhooks of the OpenAPI document. */
export interface LiveEvent {
  seq: number;
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

export type EventHandler = (event: LiveEvent, client: QueryClient) => void;

const handlers = new Map<string, Set<EventHandler>>();

/**
 * Registers a handler for events of a type, such as "email.received"; "email.*" is for a whole family and "*" for all. It updates or
 * invalidates queries. Returns a function that removes it.
 */
export function onEvent(type: string, handler: EventHandler): () => void {
  const existing = handlers.get(type) ?? new Set();
  handlers.set(type, existing.add(handler));
  return () => existing.delete(handler);
}

/** Calls the handlers of an event. One that throws does not keep the others from it. */
export function dispatchEvent(event: LiveEvent, client: QueryClient): void {
  const family = `${event.type.split('.', 1)[0] ?? ''}.*`;
  for (const key of [event.type, family, '*']) {
    for (const handler of handlers.get(key) ?? []) {
      try {
        handler(event, client);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }
}
