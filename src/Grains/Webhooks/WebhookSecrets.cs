using System.Text;
using EmailAgent.Delivery.Webhooks;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The encryption of the keys and header fields of webhooks.</summary>
internal sealed class WebhookSecrets(SecretProtector protector)
{
    private const char NameEnd = ':';
    private const char LineEnd = '\n';

    public byte[] Protect(WebhookKeys keys) => protector.Protect(WebhookStore.SecretPurpose, keys.ToBytes());

    public WebhookKeys ReadKeys(byte[] secret) => WebhookKeys.FromBytes(protector.UnprotectBytes(WebhookStore.SecretPurpose, secret));

    /// <summary>Returns the keys that sign now, the current ones first.</summary>
    public IEnumerable<WebhookKeys> ReadKeys(WebhookRow row, DateTimeOffset now)
    {
        yield return ReadKeys(row.Secret);
        if (row.PreviousSecret.Length > 0 && now < row.PreviousUntil)
            yield return ReadKeys(row.PreviousSecret);
        foreach (var older in row.OlderSecrets.Where(older => now < older.Until))
            yield return ReadKeys(older.Secret);
    }

    /// <summary>Encrypts header fields, which contain no line ends.</summary>
    /// <returns>Empty for none.</returns>
    public byte[] Protect(IReadOnlyList<WebhookHeader> headers)
    {
        if (headers.Count == 0)
            return [];
        var lines = new StringBuilder();
        foreach (var header in headers)
            lines.Append(header.Name).Append(NameEnd).Append(header.Value).Append(LineEnd);
        return protector.Protect(WebhookStore.HeadersPurpose, lines.ToString());
    }

    public IEnumerable<KeyValuePair<string, string>> ReadHeaders(byte[] headers) => headers.Length == 0
        ? []
        : protector.Unprotect(WebhookStore.HeadersPurpose, headers).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(NameEnd, 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]));
}
