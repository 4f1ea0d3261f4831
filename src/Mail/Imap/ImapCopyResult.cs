namespace EmailAgent.Mail.Imap;

/// <summary>Locations of copied messages.</summary>
/// <param name="UidValidity">UIDVALIDITY of the target; null if the server does not send it (no UIDPLUS, RFC 4315) or nothing was copied.</param>
/// <param name="Uids">UIDs in the source and in the target; empty if the server does not send them.</param>
public sealed record ImapCopyResult(uint? UidValidity, ImapUidMap Uids)
{
    internal static ImapCopyResult Untold { get; } = new(null, ImapUidMap.Empty);

    internal ImapCopyResult Concat(ImapCopyResult other)
        => UidValidity is null ? other : other.UidValidity == UidValidity ? this with { Uids = Uids.Concat(other.Uids) } : this;
}
