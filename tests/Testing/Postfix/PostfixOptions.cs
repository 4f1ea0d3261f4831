namespace EmailAgent.Testing;

/// <summary>Options of a private Postfix.</summary>
public sealed record PostfixOptions
{
    /// <summary>The domain whose senders' mail is filed in their folder Sent by the server itself, as large providers do.</summary>
    public const string FilingDomain = "filed.example";

    /// <summary>The LMTP port of a Dovecot with <see cref="DovecotOptions.FilesByDetail"/>, which has the mailboxes of <see cref="FilingDomain"/>; null for none.</summary>
    public int? FilingPort { get; init; }
}
