import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, apiContent, apiFull } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Webhook = Schemas['Webhook'];
export type WebhookHealth = Schemas['WebhookHealth'];
export type WebhookWithSecret = Schemas['WebhookSecretAnswer'];
export type Delivery = Schemas['WebhookDelivery'];
export type DeliveryDetail = Schemas['WebhookDeliveryDetail'];
export type DeliveryState = Schemas['WebhookDeliveryState'];
export type EventType = Schemas['EventType'];
export type ReplayRequest = Schemas['WebhookReplayRequest'];

export const webhookKeys = {
  all: ['webhooks'],
  list: ['webhooks', 'list'],
  one: (id: string) => ['webhooks', 'one', id],
  health: (id: string) => ['webhooks', 'one', id, 'health'],
  deliveries: (id: string) => ['webhooks', 'one', id, 'deliveries'],
} as const;

// Deliveries are not among the events, so that they are asked for at each visit.
const FRESH = { staleTime: 0 };

export const webhooksQuery = queryOptions({
  queryKey: webhookKeys.list,
  queryFn: async ({ signal }): Promise<Webhook[]> => (await api('get', '/api/v1/integrations/webhooks', { signal })).items,
});

/** One webhook with its ETag, to be changed. */
export const webhookQuery = (id: string) =>
  queryOptions({
    ...FRESH,
    queryKey: webhookKeys.one(id),
    queryFn: ({ signal }) => apiFull('get', '/api/v1/integrations/webhooks/{id}', { path: { id }, signal }),
  });

export const healthQuery = (id: string) =>
  queryOptions({
    ...FRESH,
    queryKey: webhookKeys.health(id),
    queryFn: ({ signal }) => api('get', '/api/v1/integrations/webhooks/{id}/health', { path: { id }, signal }),
  });

export interface DeliveryFilters {
  status?: DeliveryState;
  event_type?: string;
}

export const deliveriesQuery = (id: string, filters: DeliveryFilters) =>
  infiniteQueryOptions({
    ...FRESH,
    queryKey: [...webhookKeys.deliveries(id), 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/api/v1/integrations/webhooks/{id}/deliveries', {
        path: { id },
        query: { ...filters, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_after ?? undefined,
  });

export const deliveryQuery = (id: string, delivery_id: string) =>
  queryOptions({
    ...FRESH,
    queryKey: [...webhookKeys.deliveries(id), 'one', delivery_id],
    queryFn: ({ signal }) =>
      api('get', '/api/v1/integrations/webhooks/{id}/deliveries/{delivery_id}', { path: { id, delivery_id }, signal }),
    // Its end is no event either: while it is shown and waits for an answer, it is read again.
    refetchInterval: ({ state }) => (state.data?.delivery.status === 'pending' ? 1_000 : false),
  });

export interface EventDescription {
  type: EventType;
  summary: string;
}

/** The types of events, as the OpenAPI document describes them. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<EventDescription[]> => {
    const document = (await (await apiContent('/openapi/v1.json', signal)).json()) as OpenApiWebhooks;
    return Object.entries(document.webhooks).map(([type, { post }]) => ({ type: type as EventType, summary: post.summary }));
  },
});

interface OpenApiWebhooks {
  webhooks: Record<string, { post: { summary: string } }>;
}

export const labelsQuery = queryOptions({
  queryKey: ['webhooks', 'labels'],
  queryFn: async ({ signal }) => (await api('get', '/api/v1/labels', { signal })).items,
});

export const createWebhook = (body: Schemas['WebhookRequest']) => api('post', '/api/v1/integrations/webhooks', { body });

export const changeWebhook = (id: string, body: Schemas['WebhookChangesRequest'], ifMatch?: string) =>
  api('patch', '/api/v1/integrations/webhooks/{id}', { path: { id }, body, ifMatch });

export const deleteWebhook = (id: string) => api('delete', '/api/v1/integrations/webhooks/{id}', { path: { id } });

export const rotateSecret = (id: string) => api('post', '/api/v1/integrations/webhooks/{id}/rotate-secret', { path: { id } });

export const sendTest = (id: string, type: EventType) =>
  api('post', '/api/v1/integrations/webhooks/{id}/test', { path: { id }, body: { type } });

export const replay = (id: string, body: ReplayRequest) =>
  api('post', '/api/v1/integrations/webhooks/{id}/replay', { path: { id }, body });
