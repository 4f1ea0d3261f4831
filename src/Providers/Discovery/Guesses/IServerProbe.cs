namespace EmailAgent.Providers.Discovery.Guesses;

/// <summary>Attempts to connect to servers that may not exist. No user name and no password is sent.</summary>
public interface IServerProbe
{
    /// <summary>
    /// Indicates whether a server of this protocol answers under an address, over TLS with a certificate for its name; one that mail is submitted to
    /// must offer a login.
    /// </summary>
    Task<bool> AnswersAsync(MailProtocol protocol, ServerAddress address, CancellationToken cancellationToken);
}
