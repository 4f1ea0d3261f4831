import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type MailAnswer = Schemas['RagAnswer'];

export const ask = (query: string): Promise<MailAnswer> => api('post', '/api/v1/rag/query', { body: { query } });
