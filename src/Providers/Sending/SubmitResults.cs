namespace EmailAgent.Providers.Sending;

/// <summary>The result of one submission.</summary>
/// <param name="Fate">
/// <see cref="SubmitFate.Sent"/> if the message was sent to at least one recipient; <see cref="Recipients"/> has the others.
/// </param>
/// <param name="Recipients">One result for each recipient, in the order of the envelope.</param>
/// <param name="Reply">The server's words about the message as a whole, or the reason why there are none; null if there is nothing to report.</param>
/// <param name="EnhancedStatus">The code of <see cref="Reply"/> (RFC 3463), such as <c>5.7.1</c>; null if the server gave none.</param>
/// <param name="IsSavedInSent">Indicates whether the provider itself puts a copy into the folder for sent mail.</param>
/// <param name="RemoteId">The provider's id of the sent message; null where it has none.</param>
/// <param name="RetryAfter">The wait that the server requests before another attempt; null if it names none.</param>
public sealed record SubmitResult(
    SubmitFate Fate,
    IReadOnlyList<RecipientResult> Recipients,
    string? Reply,
    string? EnhancedStatus,
    bool IsSavedInSent,
    string? RemoteId,
    TimeSpan? RetryAfter)
{
    /// <summary>Creates a result that is the same for all recipients.</summary>
    public static SubmitResult ForAll(SubmitFate fate, MailToSubmit mail, string? reply, TimeSpan? retryAfter = null) =>
        new(fate, [.. mail.Recipients.Select(address => new RecipientResult(address, fate, reply, null))], reply, null, false, null, retryAfter);
}

/// <summary>The result for one recipient.</summary>
/// <param name="Reply">The server's words about this recipient, or about the message; null if there are none.</param>
/// <param name="EnhancedStatus">The code of <see cref="Reply"/> (RFC 3463); null if the server gave none.</param>
public sealed record RecipientResult(string Address, SubmitFate Fate, string? Reply, string? EnhancedStatus);

/// <summary>The fate of a submitted message.</summary>
public enum SubmitFate
{
    /// <summary>Surely sent: the server has taken responsibility.</summary>
    Sent,

    /// <summary>Surely not sent; another attempt is worth it.</summary>
    Deferred,

    /// <summary>Surely not sent, and refused for good.</summary>
    Refused,

    /// <summary>The message was transmitted, and no answer arrived. Another attempt could send it twice.</summary>
    Unknown,
}
