interface Sample {
  value: 'csharp' | 'typescript' | 'python';
  label: string;
  code: string;
}

/** Functions that verify a delivery (Standard Webhooks 1.0.0) without a library. Body is the request's, byte for byte. */
export const VERIFICATION_CODE: readonly Sample[] = [
  {
    value: 'csharp',
    label: 'C#',
    code: `using System.Security.Cryptography;
using System.Text;

static bool IsAuthentic(string secret, IHeaderDictionary headers, byte[] body)
{
    var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
    if (!long.TryParse(timestamp, out var seconds) || Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300)
        return false;
    byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
    var hash = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
    var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hash));
    return headers["webhook-signature"].ToString().Split(' ')
        .Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
}
`,
  },
  {
    value: 'typescript',
    label: 'TypeScript',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isAuthentic(secret: string, headers: Record<string, string>, body: Uint8Array): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const hash = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body).digest('base64');
  const expected = Buffer.from(\`v1,\${hash}\`);
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`,
  },
  {
    value: 'python',
    label: 'Python',
    code: `import base64, hashlib, hmac, time

def is_authentic(secret: str, headers: dict[str, str], body: bytes) -> bool:
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(signature.encode(), expected.encode()) for signature in signatures)
`,
  },
];
