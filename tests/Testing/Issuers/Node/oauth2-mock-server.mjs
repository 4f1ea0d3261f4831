// An issuer that puts the claims of the request into its tokens, and signs with its keys in turn.
import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
for (const algorithm of ['RS256', 'PS256', 'ES256']) await server.issuer.keys.generate(algorithm);
server.service.on('beforeTokenSigning', (token, request) => Object.assign(token.payload, JSON.parse(request.body.claims)));
await server.start(Number(process.argv[2]), '127.0.0.1');
server.issuer.url = `http://127.0.0.1:${process.argv[2]}`;
