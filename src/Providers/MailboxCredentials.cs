namespace EmailAgent.Providers;

/// <summary>How a session proves who it is. Never logged, never part of an exception.</summary>
public abstract class MailboxCredentials
{
    private protected MailboxCredentials()
    {
    }
}

/// <summary>A password, in clear.</summary>
public sealed class PasswordCredentials(string password) : MailboxCredentials
{
    public string Password { get; } = password;
}

/// <summary>OAuth access tokens, renewed as they expire.</summary>
public sealed class TokenCredentials(IAccessTokenSource tokens) : MailboxCredentials
{
    public IAccessTokenSource Tokens { get; } = tokens;
}
