namespace EmailAgent.Providers.Sending;

/// <summary>A provider whose mailboxes have a submission server of their own, which is verified by a login.</summary>
public interface ISubmissionFinder
{
    /// <summary>Returns the <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>
    /// Verifies the submission server that the settings of a mailbox name; finds one and verifies it if they name none. Never fails: without a
    /// server that works the settings contain the reason.
    /// </summary>
    /// <param name="email">The address of the mailbox.</param>
    /// <returns>The settings with the result.</returns>
    Task<string> CompleteAsync(MailboxAccount account, string email, CancellationToken cancellationToken);

    /// <summary>Verifies the submission server that the settings of a mailbox name.</summary>
    /// <returns>The settings with the result.</returns>
    /// <exception cref="ProviderException">It does not work.</exception>
    Task<string> VerifyAsync(MailboxAccount account, CancellationToken cancellationToken);
}
