namespace EmailAgent.Mail.Mime;

/// <summary>A group of an address header (RFC 5322 section 3.4), or the addresses that stand outside of one.</summary>
/// <param name="Name">Name of the group, decoded; null for addresses outside of a group.</param>
/// <param name="Members">Its mailboxes, in order; empty for "undisclosed-recipients:;".</param>
public sealed record MailAddressGroup(string? Name, IReadOnlyList<MailAddress> Members);
