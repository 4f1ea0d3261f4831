using System.Text;
using System.Text.RegularExpressions;

namespace EmailAgent.Testing;

/// <summary>A message as it arrived at a recipient, or in a folder.</summary>
/// <param name="Recipient">The address, or the folder.</param>
/// <param name="MessageId">Without angle brackets; empty if there is none.</param>
/// <param name="Transaction">
/// The transaction in which a server took it: two deliveries of one transaction are a server's repetition after a crash, not two messages. Empty if no
/// server has.
/// </param>
/// <param name="Text">The message as it was stored, byte for byte as characters.</param>
public sealed partial record DeliveredMessage(string Recipient, string MessageId, string Transaction, string Text)
{
    /// <param name="transaction">The transaction; null for the one that the field <c>Received</c> of Postfix names.</param>
    public static DeliveredMessage Of(string recipient, ReadOnlySpan<byte> content, string? transaction = null)
    {
        var text = Encoding.Latin1.GetString(content);
        var header = Fold().Replace(HeaderOf(text), " ");
        return new DeliveredMessage(
            recipient,
            MessageIdField().Match(header).Groups["id"].Value,
            transaction ?? ReceivedId().Match(header).Groups["id"].Value,
            text);
    }

    private static string HeaderOf(string text) => HeaderEnd().Match(text) is { Success: true } end ? text[..end.Index] : text;

    [GeneratedRegex(@"\r?\n\r?\n")]
    private static partial Regex HeaderEnd();

    [GeneratedRegex(@"\r?\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"^Message-ID:\s*<(?<id>[^>\r\n]*)>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageIdField();

    [GeneratedRegex(@"^Received:[^\r\n]*\(Postfix\) with \w+ id (?<id>\w+)", RegexOptions.Multiline)]
    private static partial Regex ReceivedId();
}
