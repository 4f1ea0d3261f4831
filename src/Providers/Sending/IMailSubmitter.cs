namespace EmailAgent.Providers.Sending;

/// <summary>The way out of a kind of mailbox. Thread-safe: one instance serves all mailboxes.</summary>
public interface IMailSubmitter
{
    /// <summary>Returns the <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>Indicates whether the server takes a message for all of its recipients or for none.</summary>
    bool TakesAllOrNone => false;

    /// <summary>Submits a message once. The fate is never guessed: what is certain is stated, and the rest is <see cref="SubmitFate.Unknown"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it was certain that the message is not sent.</exception>
    Task<SubmitResult> SubmitAsync(MailboxAccount account, MailToSubmit mail, CancellationToken cancellationToken);

    /// <summary>Indicates whether a mailbox with these settings has a way out; otherwise it can only be read.</summary>
    bool CanSend(string settings) => true;

    /// <summary>Returns the size in bytes of the largest message that a mailbox with these settings can send; null if that is not known.</summary>
    long? LargestMessage(string settings) => null;
}
