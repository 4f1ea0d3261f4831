namespace EmailAgent.Providers;

/// <summary>The credentials of a session. Never logged, never part of an exception.</summary>
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

    /// <summary>Returns the password of the submission server, in clear; null where it is the same.</summary>
    public string? SubmissionPassword { get; init; }
}

/// <summary>OAuth access tokens, renewed as they expire.</summary>
public sealed class TokenCredentials(IAccessTokenSource tokens) : MailboxCredentials
{
    public IAccessTokenSource Tokens { get; } = tokens;
}
