namespace EmailAgent.Grains.Access;

/// <summary>
/// What somebody may do: a kind of action on a feature. What one may do altogether is a set of these; that of an API key is never
/// more than its owner's. Written as <c>mail:read</c> outside, see <see cref="PermissionNames"/>.
/// </summary>
[Flags]
public enum Permission : long
{
    None = 0,

    /// <summary>Lists, messages, threads, search, labels.</summary>
    MailRead = 1 << 0,

    /// <summary>Mark, label, move, delete.</summary>
    MailModify = 1 << 1,

    ConnectionsRead = 1 << 2,

    /// <summary>Connect, disconnect, sync, ask for pushes.</summary>
    ConnectionsModify = 1 << 3,

    EventsRead = 1 << 4,

    /// <summary>The caller's own profile.</summary>
    AccountRead = 1 << 5,

    AccountModify = 1 << 6,

    /// <summary>What opens doors: password, second factor, sessions, API keys, deletion. Never an API key's.</summary>
    AccountAdmin = 1 << 7,

    /// <summary>Other people's accounts, statistics, audit log. Of the role admin only.</summary>
    InstanceRead = 1 << 8,

    InstanceAdmin = 1 << 9,

    OrganizationsRead = 1 << 10,

    /// <summary>Make and leave organizations; invite, as far as the role in them allows.</summary>
    OrganizationsModify = 1 << 11,
}
