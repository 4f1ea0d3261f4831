using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>NOTIFY SET, or NOTIFY NONE without groups (RFC 5465 section 3.1). The session receives the notifications.</summary>
internal sealed class NotifyCommand : ImapCommand
{
    private const ImapNotifyEvents OfMessages = ImapNotifyEvents.Messages | ImapNotifyEvents.Flags;

    private static readonly (ImapNotifyEvents Event, string Name)[] Names =
    [
        (ImapNotifyEvents.Messages, "MessageNew MessageExpunge"), (ImapNotifyEvents.Flags, "FlagChange"),
        (ImapNotifyEvents.Names, "MailboxName"), (ImapNotifyEvents.Subscriptions, "SubscriptionChange"),
    ];

    private readonly IReadOnlyList<ImapNotifyGroup> _groups;
    private readonly bool _status;

    /// <exception cref="ArgumentException">The groups contradict each other or RFC 5465.</exception>
    public NotifyCommand(IReadOnlyList<ImapNotifyGroup> groups, bool status)
    {
        _groups = groups;
        _status = status;
        if (Fault(groups) is { } fault)
        {
            throw new ArgumentException(fault, nameof(groups));
        }
    }

    public override string Name => "NOTIFY";

    /// <summary>Indicates whether the server sends notifications from now on.</summary>
    public bool Asks => _groups.Count > 0;

    public override void Write(CommandWriter writer)
    {
        writer.Raw(!Asks ? "NOTIFY NONE" : _status ? "NOTIFY SET STATUS" : "NOTIFY SET");
        foreach (var (filter, events) in _groups)
        {
            writer.Raw(" (");
            filter.Write(writer);
            writer.Raw($" {Show(events)})");
        }
    }

    private static string Show(ImapNotifyEvents events)
        => events == ImapNotifyEvents.None
            ? "NONE"
            : $"({string.Join(' ', Names.Where(name => events.HasFlag(name.Event)).Select(name => name.Name))})";

    private static string? Fault(IReadOnlyList<ImapNotifyGroup> groups)
        => groups.Any(group => (group.Events & OfMessages) == ImapNotifyEvents.Flags) ? "Flag events require message events (section 5)."
            : groups.Any(group => group.Filter.IsSelected && (group.Events & ~OfMessages) != 0) ? "The selected mailbox supports only message and flag events (section 6.1)."
            : groups.Count(group => group.Filter.IsSelected) > 1 ? "The selected mailbox is named twice (section 6.1)."
            : null;
}
