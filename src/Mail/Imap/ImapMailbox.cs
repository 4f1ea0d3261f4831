namespace EmailAgent.Mail.Imap;

/// <summary>A mailbox (folder) as LIST describes it (RFC 9051 section 7.3.1).</summary>
/// <param name="Name">Name in Unicode; the inbox is always spelled INBOX. A wire form that is not valid modified UTF-7 stays as it is.</param>
/// <param name="WireName">Name in modified UTF-7 (RFC 3501 section 5.1.3), exactly as the server spells it unless it sends names as UTF-8.</param>
/// <param name="Delimiter">Separator of the levels of <paramref name="Name"/>; null if there are no levels.</param>
/// <param name="Attributes">Attributes such as \HasChildren; compared without case.</param>
/// <param name="Role">What the mailbox is for, null for an ordinary one.</param>
public sealed record ImapMailbox(
    string Name, string WireName, char? Delimiter, IReadOnlySet<string> Attributes, ImapSpecialUse? Role)
{
    private static readonly (ImapSpecialUse Role, string Attribute)[] Roles =
        [.. Enum.GetValues<ImapSpecialUse>().Where(role => role != ImapSpecialUse.Inbox).Select(role => (role, "\\" + role))];

    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The inbox, which every account has.</summary>
    public static ImapMailbox Inbox { get; } = FromWire("INBOX");

    /// <summary>
    /// Gets the reasons why LIST includes a mailbox that does not match itself, such as SUBSCRIBED for a subscribed child (RFC 5258
    /// section 3.5).
    /// </summary>
    public IReadOnlyList<string> ChildInfo { get; init; } = [];

    /// <summary>Name before the rename, in Unicode (OLDNAME, RFC 5465 section 5.4, RFC 9051 section 6.3.9.7); null if not sent.</summary>
    public string? OldName { get; init; }

    /// <summary>Indicates whether the mailbox can be selected: it is neither \Noselect nor \NonExistent.</summary>
    public bool IsSelectable => !Attributes.Contains("\\Noselect") && !Attributes.Contains("\\NonExistent");

    /// <summary>Creates a mailbox of which only the Unicode name is known.</summary>
    public static ImapMailbox FromName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return FromWire(ModifiedUtf7.Encode(name));
    }

    /// <summary>Converts a name that a server sent as UTF-8 to the one form that fits every connection (RFC 9051 appendix A).</summary>
    internal static string ToWire(string name, bool utf8) => utf8 ? ModifiedUtf7.Encode(name) : name;

    internal static ImapMailbox FromWire(string wireName, char? delimiter = null, IReadOnlySet<string>? attributes = null)
    {
        attributes ??= None;
        var isInbox = wireName.Equals("INBOX", StringComparison.OrdinalIgnoreCase);
        var name = isInbox ? "INBOX" : ModifiedUtf7.TryDecode(wireName, out var decoded) ? decoded : wireName;
        return new ImapMailbox(name, wireName, delimiter, attributes, isInbox ? ImapSpecialUse.Inbox : RoleOf(attributes));
    }

    private static ImapSpecialUse? RoleOf(IReadOnlySet<string> attributes)
    {
        foreach (var (role, attribute) in Roles)
        {
            if (attributes.Contains(attribute))
            {
                return role;
            }
        }

        return null;
    }
}
