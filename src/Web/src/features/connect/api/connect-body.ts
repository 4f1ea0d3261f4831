import type { FoundServers } from '@/features/connect/api/connect-api';
import type { Schemas } from '@/lib/api/types';

const text = (value: string | undefined) => value?.trim() || null;
const port = (value: string | undefined) => (text(value) === null ? null : Number(value));
const security = (value: string | undefined) => (text(value) as Schemas['TransportSecurity'] | null) ?? null;

/**
 * Returns the request for the values of the form. A submission server that is still the one that was found is left out: then a
 * refusal by it does not prevent the connection.
 */
export function connectBody(
  email: string,
  values: Record<string, string>,
  found: FoundServers | null,
): Schemas['ConnectRequest'] {
  const smtp = {
    host: text(values.smtp_host) ?? '',
    port: port(values.smtp_port),
    security: security(values.smtp_security),
    username: text(values.smtp_username),
    password: values.smtp_password || null,
  };
  const isFound =
    smtp.host === (found?.smtp?.host ?? '') &&
    smtp.port === (found?.smtp?.port ?? null) &&
    smtp.security === (found?.smtp?.security ?? security('tls')) &&
    smtp.username === (found?.smtp?.username ?? null) &&
    smtp.password === null;
  return {
    email,
    host: text(values.host),
    port: port(values.port),
    security: security(values.security),
    username: text(values.username),
    password: values.password ?? '',
    smtp: smtp.host === '' || isFound ? null : smtp,
  };
}
