using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Signers;

namespace EmailAgent.Delivery.Webhooks;

/// <summary>Signatures of deliveries (Standard Webhooks 1.0.0).</summary>
public static class WebhookSignature
{
    /// <summary>
    /// Signs a delivery with all keys that are valid. The signed text is <c>id.timestamp.body</c>.
    /// </summary>
    /// <param name="keys">The current keys first, then those that are being replaced.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>: seconds since 1970 of this attempt.</param>
    /// <param name="body">The body as it is sent.</param>
    /// <returns>The value of <c>webhook-signature</c>: <c>v1</c> (HMAC-SHA256) and <c>v1a</c> (ed25519), separated by spaces.</returns>
    public static string Sign(IEnumerable<WebhookKeys> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var content = new byte[head.Length + body.Length];
        head.CopyTo(content, 0);
        body.CopyTo(content.AsSpan(head.Length));
        var signatures = new List<string>();
        foreach (var key in keys)
        {
            signatures.Add("v1," + Convert.ToBase64String(HMACSHA256.HashData(key.SharedKey, content)));
            if (key.PrivateKey is { } secret)
            {
                var signer = new Ed25519Signer();
                signer.Init(true, secret);
                signer.BlockUpdate(content, 0, content.Length);
                signatures.Add("v1a," + Convert.ToBase64String(signer.GenerateSignature()));
            }
        }

        return string.Join(' ', signatures);
    }
}
