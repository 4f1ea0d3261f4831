namespace EmailAgent.Providers.Sending;

/// <summary>The submission server of mailboxes that have one of their own: the form, and its stored settings.</summary>
/// <param name="Check">Finds the fields with invalid values.</param>
/// <param name="Write">Puts the server of a form without such fields into the <see cref="MailboxAccount.Settings"/> of a mailbox.</param>
/// <param name="Read">Reads the server from the settings.</param>
public sealed record SubmissionAccess(
    Func<SubmissionForm, IReadOnlyList<FormFault>> Check, Func<string, SubmissionForm, string> Write, Func<string, SubmissionState> Read);

/// <summary>The submission server that an owner enters; null fields have the provider's defaults, and the user that of the mailbox.</summary>
public sealed record SubmissionForm(string Host, int? Port, ServerSecurity? Security, string? Username);

/// <summary>The submission server of a mailbox.</summary>
/// <param name="Server">Null for a mailbox that can only be read.</param>
/// <param name="Error">The reason why there is none, or why it did not work when it was tried; null if it worked.</param>
public sealed record SubmissionState(MailServer? Server, string? Error);
