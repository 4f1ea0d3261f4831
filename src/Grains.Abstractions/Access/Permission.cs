namespace EmailAgent.Grains.Access;

/// <summary>
/// Permission for a kind of action on a feature. A caller has a set of these; an API key never has more than its owner. Written as
/// <c>mail:read</c> outside, see <see cref="PermissionNames"/>.
/// </summary>
[Flags]
public enum Permission : long
{
    None = 0,

    /// <summary>Lists, messages, threads, search, labels.</summary>
    [Grant("mail:read", Roles.User)]
    MailRead = 1 << 0,

    /// <summary>Mark, label, move, delete.</summary>
    [Grant("mail:modify", Roles.User)]
    MailModify = 1 << 1,

    [Grant("connections:read", Roles.User)]
    ConnectionsRead = 1 << 2,

    /// <summary>Connect, disconnect, sync, ask for pushes.</summary>
    [Grant("connections:modify", Roles.User)]
    ConnectionsModify = 1 << 3,

    [Grant("events:read", Roles.User)]
    EventsRead = 1 << 4,

    /// <summary>The caller's own profile.</summary>
    [Grant("account:read", Roles.User)]
    AccountRead = 1 << 5,

    [Grant("account:modify", Roles.User)]
    AccountModify = 1 << 6,

    /// <summary>Management of credentials: password, second factor, sessions, API keys, deletion. API keys never have it.</summary>
    [Grant("account:admin", Roles.User, OfKeys = false)]
    AccountAdmin = 1 << 7,

    /// <summary>Other people's accounts, statistics, audit log. Of the role admin only.</summary>
    [Grant("instance:read", Roles.Admin)]
    InstanceRead = 1 << 8,

    [Grant("instance:admin", Roles.Admin)]
    InstanceAdmin = 1 << 9,

    [Grant("organizations:read", Roles.User)]
    OrganizationsRead = 1 << 10,

    /// <summary>Make and leave organizations; invite, as far as the role in them allows.</summary>
    [Grant("organizations:modify", Roles.User)]
    OrganizationsModify = 1 << 11,

    /// <summary>Send messages, and see and cancel those that are to be sent.</summary>
    [Grant("mail:send", Roles.User)]
    MailSend = 1 << 12,

    /// <summary>Webhooks and their deliveries.</summary>
    [Grant("webhooks:read", Roles.User)]
    WebhooksRead = 1 << 13,

    /// <summary>Create, change, test and delete webhooks, and deliver events again.</summary>
    [Grant("webhooks:manage", Roles.User)]
    WebhooksManage = 1 << 14,
}
