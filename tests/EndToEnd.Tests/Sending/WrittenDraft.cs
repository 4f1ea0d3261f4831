namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A draft of a series, as it was saved last.</summary>
internal sealed class WrittenDraft(string id, SendingMailbox mailbox, string recipient, string subject)
{
    public string Id { get; set; } = id;

    public SendingMailbox Mailbox => mailbox;

    public string Recipient => recipient;

    public string Subject { get; set; } = subject;

    /// <summary>Gets or sets the message that it was sent as; null for none.</summary>
    public Letter? Letter { get; set; }

    /// <summary>Gets or sets a value indicating whether it was deleted, here or in the other mail client.</summary>
    public bool IsDeleted { get; set; }
}
