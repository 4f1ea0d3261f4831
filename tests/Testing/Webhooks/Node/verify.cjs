// Verifies deliveries by the libraries of npm. Reads {secret, deliveries: [{id, timestamp, signature, body}]} from the standard input, and
// writes which of the deliveries each library accepts: {standardwebhooks: [true, ...], svix: [...]}.
const { readFileSync } = require('node:fs');
const libraries = { standardwebhooks: require('standardwebhooks').Webhook, svix: require('svix').Webhook };

const { secret, deliveries } = JSON.parse(readFileSync(0, 'utf8'));
const accepts = (verifier, { id, timestamp, signature, body }) => {
  try {
    verifier.verify(body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature });
    return true;
  } catch (refusal) {
    if (refusal.constructor.name === 'WebhookVerificationError') return false;
    throw refusal;
  }
};
const judge = ([name, Webhook]) => [name, deliveries.map((delivery) => accepts(new Webhook(secret), delivery))];
console.log(JSON.stringify(Object.fromEntries(Object.entries(libraries).map(judge))));
