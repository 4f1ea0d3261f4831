using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;

namespace EmailAgent.Mail.Imap;

/// <summary>News of mailboxes that are not selected, told without being asked for (NOTIFY, RFC 5465). Reached by <see cref="ImapClient.Notifications"/>.</summary>
/// <remarks>
/// <see cref="ImapClient.IdleAsync"/> returns for them, too; whoever waits again takes them first. They live as long as the
/// connection, whatever is selected. A mailbox that is selected is not told of here but by <see cref="ImapClient.TakeChanges"/>.
/// </remarks>
public sealed class ImapNotifications
{
    private readonly ImapSession _session;

    internal ImapNotifications(ImapSession session) => _session = session;

    /// <summary>True from <see cref="SetAsync"/> until <see cref="StopAsync"/> or until the server stopped because there was too much to tell.</summary>
    public bool AreOn => _session.State.News.IsOpen;

    /// <summary>Asks for news in place of what was asked for before. Needs <see cref="ImapCapabilities.Notify"/>.</summary>
    /// <param name="groups">
    /// What to be told. Without a group for <see cref="ImapNotifyFilter.Selected"/> or <see cref="ImapNotifyFilter.SelectedDelayed"/>
    /// the server no longer tells changes of the selected mailbox either, not even in IDLE.
    /// </param>
    /// <param name="status">True to be told the state of all these mailboxes now, which makes a gap between knowing and hearing impossible.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    /// <exception cref="ArgumentException">Groups that RFC 5465 forbids; nothing was sent.</exception>
    /// <exception cref="ImapCommandException">
    /// Refused, and what was asked for before still holds: code NOTIFICATIONOVERFLOW for too many mailboxes, BADEVENT for events the server does not know.
    /// </exception>
    public Task SetAsync(IReadOnlyList<ImapNotifyGroup> groups, bool status = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count > 0
            ? RunAsync(new NotifyCommand(groups, status), cancellationToken)
            : throw new ArgumentException("No group.", nameof(groups));
    }

    /// <summary>Ends all news (NOTIFY NONE), those of the selected mailbox included. Needs <see cref="ImapCapabilities.Notify"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => RunAsync(new NotifyCommand([], false), cancellationToken);

    /// <summary>What the server reported since this was called last.</summary>
    public ImapNews Take() => _session.TakeNews();

    private Task RunAsync(NotifyCommand command, CancellationToken cancellationToken)
        => _session.Capabilities.Notify
            ? Notifying.RunAsync(_session, command, cancellationToken)
            : throw new InvalidOperationException("The server has no NOTIFY.");
}
