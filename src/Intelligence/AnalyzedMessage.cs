namespace EmailAgent.Intelligence;

/// <summary>A message as the steps of the analysis read it.</summary>
internal sealed record AnalyzedMessage
{
    public required Guid Id { get; init; }

    public required Guid MailboxId { get; init; }

    public required Guid ThreadId { get; init; }

    /// <summary>Returns the Date header with the sender's offset from UTC if it is known, else in UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    public required Person From { get; init; }

    public IReadOnlyList<Person> To { get; init; } = [];

    public IReadOnlyList<Person> Cc { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>Returns the plain text, quotes and signature included; of a very long one the beginning.</summary>
    public string Text { get; init; } = "";

    /// <summary>Indicates whether the owner of the mailbox sent the message.</summary>
    public bool IsSent { get; init; }

    /// <summary>Returns the media types of the attachments in lower case, such as <c>text/calendar</c>.</summary>
    public IReadOnlyList<string> AttachmentTypes { get; init; } = [];

    public MessageSignals Signals { get; init; } = MessageSignals.None;
}
