using EmailAgent.Providers.Memory;

namespace EmailAgent.Providers;

/// <summary>A kind of mailbox, such as IMAP: knows how to open sessions and nothing of how mail is stored here.</summary>
public interface IMailboxProvider
{
    /// <summary>Returns the name in the API and in the connections table, such as <c>imap</c>.</summary>
    string Name { get; }

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="ProviderException">The server could not be reached, spoke nonsense, or refused the login.</exception>
    Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken);
}

/// <summary>The settings and credentials that a provider needs to open a mailbox.</summary>
/// <param name="Settings">The provider's own settings as JSON; holds no secret.</param>
/// <param name="Credentials">A password or tokens.</param>
public sealed record MailboxAccount(string Settings, MailboxCredentials Credentials)
{
    /// <summary>Sessions of this mailbox that have failed in a row. After a failure a session takes note of the messages it was asking for.</summary>
    public int Failures { get; init; }

    /// <summary>Bounds the bytes of messages that the session may hold. The session disposes of it.</summary>
    public FetchShare Memory { get; init; } = FetchShare.Unlimited();

    public override string ToString() => nameof(MailboxAccount);
}
