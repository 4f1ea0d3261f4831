using System.Diagnostics.CodeAnalysis;

namespace EmailAgent.Grains.Connections;

/// <summary>A connection together with its owner: the key of <see cref="IMailboxGrain"/>.</summary>
public readonly record struct MailboxId(Guid UserId, Guid ConnectionId)
{
    /// <summary>Formats the grain key: both ids, separated by a slash.</summary>
    public override string ToString() => $"{UserId:N}/{ConnectionId:N}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static MailboxId Parse(string key) =>
        TryParse(key, out var id) ? id.Value : throw new FormatException("A mailbox key is two ids separated by a slash.");

    public static bool TryParse(string key, [NotNullWhen(true)] out MailboxId? id)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && Guid.TryParseExact(key.AsSpan(0, slash), "N", out var user) && Guid.TryParseExact(key.AsSpan(slash + 1), "N", out var connection))
        {
            id = new MailboxId(user, connection);
            return true;
        }

        id = null;
        return false;
    }
}
