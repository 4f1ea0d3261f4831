namespace EmailAgent.Mail.Mime;

/// <summary>A mailbox as it stands in an address header.</summary>
/// <param name="Name">Display name, decoded; null if there is none.</param>
/// <param name="Address">
/// Address as written, without brackets, comments and white space. Empty for an entry that has a name only.
/// </param>
public sealed record MailAddress(string? Name, string Address)
{
    /// <summary>Gets the part after the last at sign; empty if there is none.</summary>
    public string Domain => At < 0 ? string.Empty : Address[(At + 1)..];

    /// <summary>Formats name and address for display, such as "Jane Doe &lt;jane@example.com&gt;"; not quoted for a header.</summary>
    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";

    private int At => Address.LastIndexOf('@');
}
