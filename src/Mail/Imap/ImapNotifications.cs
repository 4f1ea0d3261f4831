using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// Unsolicited notifications about mailboxes that are not selected (NOTIFY, RFC 5465). Available from
/// <see cref="ImapClient.Notifications"/>.
/// </summary>
/// <remarks>
/// <see cref="ImapClient.IdleAsync"/> returns for notifications, too; take them before waiting again. The subscription lasts as long
/// as the connection, whichever mailbox is selected. Changes of the selected mailbox are not reported here but by
/// <see cref="ImapClient.TakeChanges"/>.
/// </remarks>
public sealed class ImapNotifications
{
    private readonly ImapSession _session;

    internal ImapNotifications(ImapSession session) => _session = session;

    /// <summary>
    /// Indicates whether notifications are on: from <see cref="SetAsync"/> until <see cref="StopAsync"/>, or until the server stopped
    /// because of too many events.
    /// </summary>
    public bool AreOn => _session.State.News.IsOpen;

    /// <summary>Subscribes to notifications in place of the previous subscription. Needs <see cref="ImapCapabilities.Notify"/>.</summary>
    /// <param name="groups">
    /// The subscribed events. Without a group for <see cref="ImapNotifyFilter.Selected"/> or
    /// <see cref="ImapNotifyFilter.SelectedDelayed"/> the server no longer reports changes of the selected mailbox, not even in IDLE.
    /// </param>
    /// <param name="status">True to receive the status of all these mailboxes now, so that no change falls between the status and the subscription.</param>
    /// <param name="cancellationToken">Ends the wait; the command can still take effect.</param>
    /// <exception cref="ArgumentException">Groups that RFC 5465 forbids; nothing was sent.</exception>
    /// <exception cref="ImapCommandException">
    /// Refused; the previous subscription stays: code NOTIFICATIONOVERFLOW for too many mailboxes, BADEVENT for events the server
    /// does not know.
    /// </exception>
    public Task SetAsync(IReadOnlyList<ImapNotifyGroup> groups, bool status = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count > 0
            ? RunAsync(new NotifyCommand(groups, status), cancellationToken)
            : throw new ArgumentException("No group.", nameof(groups));
    }

    /// <summary>Ends all notifications (NOTIFY NONE), including those of the selected mailbox. Needs <see cref="ImapCapabilities.Notify"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => RunAsync(new NotifyCommand([], false), cancellationToken);

    /// <summary>Returns what the server reported since the last call.</summary>
    public ImapNews Take() => _session.TakeNews();

    private Task RunAsync(NotifyCommand command, CancellationToken cancellationToken)
        => _session.Capabilities.Notify
            ? Notifying.RunAsync(_session, command, cancellationToken)
            : throw new InvalidOperationException("The server has no NOTIFY.");
}
