namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A message of a series, with what the API has answered about it.</summary>
internal sealed record Letter(string Id, string Subject, SendingMailbox Mailbox, IReadOnlyList<string> Recipients, bool IsScheduled)
{
    /// <summary>Gets or sets a value indicating whether its cancellation was confirmed or refused; null if none was requested.</summary>
    public bool? IsCancelled { get; set; }
}
