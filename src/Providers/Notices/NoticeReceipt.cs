namespace EmailAgent.Providers.Notices;

/// <summary>What became of a mail.</summary>
/// <param name="Reason">Why it is not sent, fit for a log: holds no address.</param>
public sealed record NoticeReceipt(NoticeFate Fate, string? Reason)
{
    public static readonly NoticeReceipt Sent = new(NoticeFate.Sent, null);
}

/// <summary>Whether a mail is on its way.</summary>
public enum NoticeFate
{
    Sent,

    /// <summary>Surely or perhaps not sent; worth another try.</summary>
    Later,

    /// <summary>The server will never take it.</summary>
    Refused,
}
