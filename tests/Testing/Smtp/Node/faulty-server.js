// A submission server that keeps what it accepts in files, also through SIGKILL, and fails on demand. The local part of a recipient names the
// failure, after a dot; with x and a number only so many times, and then the recipient is accepted:
//   .rcpt450x2, .rcpt550   refused with this code
//   .rcptcutx1             the connection is cut instead of the reply
//   .halfx1                the connection is cut in the middle of the message
//   .end451x1, .end554     the message is read and refused with this code
//   .lost                  the message is read and dropped, and the connection cut without a reply
//   .taken                 the message is kept, and the connection cut without a reply
'use strict';

const { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { SMTPServer } = require('smtp-server');

const [port, folder, password] = process.argv.slice(2);
const started = Date.now();
const failures = new Map();
let transactions = 0;

mkdirSync(folder, { recursive: true });

// The failure that a recipient is due now, such as {kind: 'rcpt', code: '450'}.
function due(address, ...kinds) {
  const match = /\.(rcpt|half|end|lost|taken)(\d{3}|cut)?(?:x(\d+))?@/.exec(address);
  if (!match || !kinds.includes(match[1])) return null;
  const times = failures.get(address) ?? 0;
  if (match[3] && times >= Number(match[3])) return null;
  failures.set(address, times + 1);
  return { kind: match[1], code: match[2] };
}

function refusal(code) {
  return Object.assign(new Error(`refused with ${code}`), { responseCode: Number(code) });
}

function cut(session) {
  for (const connection of server.connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

// One file for each message, with its recipients in the first line; there as a whole or not at all.
function keep(recipients, content) {
  const name = `${started}-${process.pid}-${(transactions += 1)}`;
  const file = openSync(join(folder, `.${name}`), 'w');
  writeSync(file, `X-Recipients: ${recipients.join(',')}\r\n`);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(join(folder, `.${name}`), join(folder, name));
  return name;
}

function onRcptTo(address, session, callback) {
  const failure = due(address.address, 'rcpt');
  if (failure?.code === 'cut') return cut(session);
  return callback(failure && refusal(failure.code));
}

function onData(stream, session, callback) {
  const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
  const failure = recipients.map((address) => due(address, 'half', 'end', 'lost', 'taken')).find((one) => one);
  const chunks = [];
  stream.on('data', (chunk) => {
    chunks.push(chunk);
    if (failure?.kind === 'half') cut(session);
  });
  stream.on('end', () => {
    if (failure?.kind === 'half' || failure?.kind === 'lost') return cut(session);
    if (failure?.kind === 'end') return callback(refusal(failure.code));
    const name = keep(recipients, Buffer.concat(chunks));
    return failure ? cut(session) : callback(null, `kept as ${name}`);
  });
}

const server = new SMTPServer({
  authMethods: ['PLAIN', 'LOGIN'],
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onAuth: (auth, session, callback) =>
    auth.password === password ? callback(null, { user: auth.username }) : callback(refusal(535)),
  onRcptTo,
  onData,
});

// Clients that hang up are part of the tests.
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1');
