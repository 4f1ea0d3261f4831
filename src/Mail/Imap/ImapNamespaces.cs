namespace EmailAgent.Mail.Imap;

/// <summary>Namespaces of an account (RFC 2342).</summary>
/// <param name="Personal">The user's own; the first is the one to create mailboxes in.</param>
/// <param name="Others">Those of other users.</param>
/// <param name="Shared">Namespaces shared by all users.</param>
public sealed record ImapNamespaces(
    IReadOnlyList<ImapNamespace> Personal, IReadOnlyList<ImapNamespace> Others, IReadOnlyList<ImapNamespace> Shared);

/// <summary>A namespace.</summary>
/// <param name="Prefix">What the names in it begin with, in Unicode, delimiter included; often empty.</param>
/// <param name="Delimiter">Separator of levels; null if there are none.</param>
public sealed record ImapNamespace(string Prefix, char? Delimiter);
