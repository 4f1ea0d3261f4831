using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Selects a mailbox. As soon as the command is sent, the previous mailbox is no longer selected, whatever the answer.</summary>
internal static class Selection
{
    public static async Task<ImapSelection> RunAsync(
        ImapSession session, ImapMailbox mailbox, ImapSelectOptions options, CancellationToken cancellationToken)
    {
        var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        var selecting = RunAsync(session, mailbox, options, turn);
        await Detached.RunAsync(selecting, cancellationToken).ConfigureAwait(false);
        return await selecting.ConfigureAwait(false);
    }

    private static async Task<ImapSelection> RunAsync(ImapSession session, ImapMailbox mailbox, ImapSelectOptions options, CommandTurn turn)
    {
        using var held = turn;
        if (options.QResync is not null && !session.State.Enabled.Contains("QRESYNC"))
        {
            throw new InvalidOperationException("QRESYNC must be enabled first.");
        }

        var command = new SelectCommand(mailbox, options, session.Capabilities, session.Options.Limits);
        session.State.Deselected();
        await session.SendAsync(command, CancellationToken.None).ConfigureAwait(false);
        await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        session.State.SelectedMailbox(command.Result);
        return command.Result;
    }
}
