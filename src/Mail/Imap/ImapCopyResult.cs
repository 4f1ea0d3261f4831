namespace EmailAgent.Mail.Imap;

/// <summary>Where copied messages went.</summary>
/// <param name="UidValidity">UIDVALIDITY of the target; null where the server does not tell (no UIDPLUS, RFC 4315, or nothing was copied).</param>
/// <param name="Uids">Which message became which; empty where the server does not tell.</param>
public sealed record ImapCopyResult(uint? UidValidity, ImapUidMap Uids)
{
    internal static ImapCopyResult Untold { get; } = new(null, ImapUidMap.Empty);

    internal ImapCopyResult Concat(ImapCopyResult other)
        => UidValidity is null ? other : other.UidValidity == UidValidity ? this with { Uids = Uids.Concat(other.Uids) } : this;
}
