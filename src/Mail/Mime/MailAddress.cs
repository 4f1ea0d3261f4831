namespace EmailAgent.Mail.Mime;

/// <summary>A mailbox as it stands in an address header.</summary>
/// <param name="Name">Display name, decoded; null where there is none.</param>
/// <param name="Address">
/// Address as written, without brackets, comments and white space. Empty for an entry that has a name only.
/// </param>
public sealed record MailAddress(string? Name, string Address);
