namespace EmailAgent.Mail.Imap.Session;

/// <summary>The state of a session (RFC 9051 section 3).</summary>
internal enum ImapState
{
    NotAuthenticated,
    Authenticated,
    Selected,
}
