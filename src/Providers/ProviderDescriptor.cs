using EmailAgent.Providers.OAuth;

namespace EmailAgent.Providers;

/// <summary>A kind of mailbox as the layers above know it, so that none of them has to name it. Exactly one of <see cref="SignIn"/> and <see cref="Password"/> is set.</summary>
/// <param name="Name">The name in the API and in the connections table, such as <c>imap</c>.</param>
/// <param name="Title">The name for people.</param>
public sealed record ProviderDescriptor(string Name, string Title)
{
    /// <summary>
    /// Returns the service at which the owner signs in: issuer, endpoints and scopes; null where mailboxes are opened with a password.
    /// </summary>
    public OAuthService? SignIn { get; init; }

    /// <summary>Returns the access to mailboxes with a password; null where the owner signs in.</summary>
    public PasswordAccess? Password { get; init; }

    /// <summary>
    /// Indicates whether the provider pushes to this installation. An <see cref="IPushSource"/> of the same name judges its pushes.
    /// </summary>
    public bool Pushes { get; init; }

    /// <summary>Indicates whether all its mailboxes can send; otherwise those that have a submission server can.</summary>
    public bool Sends { get; init; }
}
