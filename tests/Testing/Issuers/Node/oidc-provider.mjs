// An issuer of JWT access tokens (RFC 9068) by client credentials. The last part of the resource names the algorithm.
import crypto from 'node:crypto';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const rsa = () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const curve = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [{ ...rsa(), kid: 'r', alg: 'RS256', use: 'sig' }, { ...rsa(), kid: 'p', alg: 'PS256', use: 'sig' }, { ...curve, kid: 'e', alg: 'ES256', use: 'sig' }] },
  clients: [{ client_id: 'client', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'client_secret_post' }],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        scope: 'mail', audience: 'our-api', accessTokenFormat: 'jwt', jwt: { sign: { alg: resource.split('/').pop() } },
      }),
    },
  },
  extraTokenClaims: () => ({ email: 'ann@example.org', given_name: 'Ann' }),
});
provider.listen(port, '127.0.0.1');
