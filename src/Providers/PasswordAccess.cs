using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers;

/// <summary>The connection of a provider's mailboxes with a password: the form, and its stored settings.</summary>
/// <param name="Check">Finds the fields with invalid values.</param>
/// <param name="Write">Creates the account of a form without such fields.</param>
/// <param name="Read">Reads the server from the <see cref="MailboxAccount.Settings"/> of a connection.</param>
public sealed record PasswordAccess(
    Func<ServerForm, IReadOnlyList<FormFault>> Check, Func<ServerForm, ServerAccount> Write, Func<string, MailServer> Read)
{
    /// <summary>Returns the access to the submission server of a mailbox; null where the provider's mailboxes have none of their own.</summary>
    public SubmissionAccess? Submission { get; init; }
}

/// <summary>The server and the user that an owner enters; null fields have the provider's defaults.</summary>
public sealed record ServerForm(string Host, int? Port, ServerSecurity? Security, string Username);

/// <summary>A field of a <see cref="ServerForm"/> that cannot be used.</summary>
/// <param name="Field">In the API's spelling.</param>
/// <param name="Reason">One sentence for the owner.</param>
public sealed record FormFault(string Field, string Reason);

/// <summary>An account at a mail server.</summary>
/// <param name="Key">Two connections with the same key are the same mailbox.</param>
/// <param name="Settings">The <see cref="MailboxAccount.Settings"/>.</param>
/// <param name="Email">The address, unless the owner enters another.</param>
public sealed record ServerAccount(string Key, string Settings, string Email);

/// <summary>A mail server, and the user who logs in there.</summary>
public sealed record MailServer(string Host, int Port, ServerSecurity Security, string Username);

/// <summary>The protection of the connection to a mail server.</summary>
public enum ServerSecurity
{
    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>STARTTLS before anything else.</summary>
    StartTls,

    /// <summary>No protection.</summary>
    None,
}
