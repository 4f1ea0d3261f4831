using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Selects a mailbox. From the moment the command is sent the one before is no longer selected, whatever the answer.</summary>
internal static class Selection
{
    public static async Task<ImapSelection> RunAsync(
        ImapSession session, ImapMailbox mailbox, ImapSelectOptions options, CancellationToken cancellationToken)
    {
        using var turn = session.Enter();
        if (options.QResync is not null && !session.State.Enabled.Contains("QRESYNC"))
        {
            throw new InvalidOperationException("QRESYNC must be enabled first.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var command = new SelectCommand(mailbox, options, session.Capabilities, session.Options.Limits);
        session.State.Deselected();
        await session.SendAsync(command, cancellationToken).ConfigureAwait(false);
        await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
        session.State.SelectedMailbox(command.Result);
        return command.Result;
    }
}
