namespace EmailAgent.Delivery.Notices;

/// <summary>The result of sending a mail.</summary>
/// <param name="Reason">The reason why it was not sent, suitable for a log: contains no address.</param>
public sealed record NoticeReceipt(NoticeFate Fate, string? Reason)
{
    public static readonly NoticeReceipt Sent = new(NoticeFate.Sent, null);
}

/// <summary>The state of a mail after an attempt.</summary>
public enum NoticeFate
{
    Sent,

    /// <summary>Surely or perhaps not sent; worth another try.</summary>
    Later,

    /// <summary>The server will never take it.</summary>
    Refused,
}
