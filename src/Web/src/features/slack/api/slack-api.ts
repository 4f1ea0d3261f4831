import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '@/lib/api/api-error';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Slack = Schemas['SlackIntegration'];
export type SlackSettings = Schemas['SlackRequest'];

const PATH = '/api/v1/integrations/slack';

/** The settings; null until there are some. Posts are not among the events, so that the state is asked for at each visit. */
export const slackQuery = queryOptions({
  staleTime: 0,
  queryKey: ['slack'],
  queryFn: async ({ signal }): Promise<Slack | null> => {
    try {
      return await api('get', PATH, { signal });
    } catch (refusal) {
      if (refusal instanceof ApiError && refusal.status === 404) return null;
      throw refusal;
    }
  },
});

export const configureSlack = (settings: SlackSettings): Promise<Slack> => api('post', `${PATH}/configure`, { body: settings });

export const deleteSlack = (): Promise<unknown> => api('delete', PATH);
