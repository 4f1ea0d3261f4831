// A submission server for tests, with failures on demand. Addresses say what goes wrong:
//   code-450@, code-550@    refused with this code as sender or recipient
//   data-452@, data-554@    (sender) the message is read and refused with this code
//   drop@                   (sender) the message is read and the connection cut without a reply
//   cut@                    (sender) the connection is cut in the middle of the message
// Accepted messages are answered with the SHA-256 of what arrived.
'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { SMTPServer } = require('smtp-server');

const [port, tlsPort, keyFile, certificateFile] = process.argv.slice(2);

function refusal(address, kind) {
  const match = new RegExp(`^${kind}-(\\d{3})@`).exec(address.address);
  return match && Object.assign(new Error(`refused with ${match[1]}`), { responseCode: Number(match[1]) });
}

function onAuth(auth, session, callback) {
  if (auth.method === 'XOAUTH2') {
    const known = auth.username === 'user' && auth.accessToken === 'good';
    return known ? callback(null, { user: auth.username }) : callback(null, { data: { status: '401', schemes: 'bearer' } });
  }
  return auth.username === 'user' && auth.password === 'pä=w'
    ? callback(null, { user: auth.username })
    : callback(Object.assign(new Error('wrong password'), { responseCode: 535 }));
}

function cut(server, session) {
  for (const connection of server.connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

function onData(server, stream, session, callback) {
  const sender = session.envelope.mailFrom;
  const hash = createHash('sha256');
  stream.on('data', (chunk) => {
    if (sender.address.startsWith('cut@')) cut(server, session);
    hash.update(chunk);
  });
  stream.on('end', () => {
    if (sender.address.startsWith('drop@')) return cut(server, session);
    if (stream.sizeExceeded) return callback(Object.assign(new Error('too large'), { responseCode: 552 }));
    return callback(refusal(sender, 'data'), `sha256=${hash.digest('hex')}`);
  });
}

function start(secure, port) {
  const server = new SMTPServer({
    secure,
    key: readFileSync(keyFile),
    cert: readFileSync(certificateFile),
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 1000000,
    onAuth,
    onMailFrom: (address, session, callback) => callback(refusal(address, 'code')),
    onRcptTo: (address, session, callback) => callback(refusal(address, 'code')),
    onData: (stream, session, callback) => onData(server, stream, session, callback),
  });
  // Clients that refuse the certificate or hang up are part of the tests.
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
}

start(false, Number(port));
start(true, Number(tlsPort));
