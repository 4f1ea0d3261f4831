namespace EmailAgent.Grains.Composition;

/// <summary>The origins of identities, as stored.</summary>
internal static class MailIdentitySources
{
    public const string Mailbox = "mailbox";

    public const string Provider = "provider";

    public const string User = "user";
}

/// <summary>The stored identities of a mailbox.</summary>
/// <param name="OwnerName">The name of the user; null for none.</param>
/// <param name="ReadAt">When the provider was read last; null for never.</param>
internal sealed record StoredIdentities(IReadOnlyList<MailIdentity> Items, string? OwnerName, DateTimeOffset? ReadAt);

/// <summary>The result of a write.</summary>
internal enum MailIdentityResult
{
    Written,

    /// <summary>The mailbox has another identity with the address.</summary>
    AddressTaken,

    /// <summary>No row met the condition of the write: its limit, its id, or the expected state.</summary>
    Refused,
}
