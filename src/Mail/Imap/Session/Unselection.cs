using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Leaves the selected mailbox without expunging it.</summary>
internal static class Unselection
{
    public static async Task RunAsync(ImapSession session, CancellationToken cancellationToken)
    {
        // No other mailbox can be selected between the commands: CLOSE would expunge that one.
        var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        await Detached.RunAsync(RunAsync(session, turn), cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(ImapSession session, CommandTurn turn)
    {
        using var held = turn;
        if (session.State.Selected is not { } mailbox)
        {
            return;
        }

        if (!session.Capabilities.Unselect && !session.State.SelectedReadOnly)
        {
            // CLOSE expunges what is marked deleted, but not in a mailbox opened read-only.
            var readOnly = new ImapSelectOptions { ReadOnly = true, Condstore = false };
            await RunAsync(session, new SelectCommand(mailbox, readOnly, session.Capabilities, session.Options.Limits)).ConfigureAwait(false);
        }

        await RunAsync(session, new SimpleCommand(session.Capabilities.Unselect ? "UNSELECT" : "CLOSE")).ConfigureAwait(false);
        session.State.Deselected();
    }

    private static async Task RunAsync(ImapSession session, ImapCommand command)
    {
        await session.SendAsync(command, CancellationToken.None).ConfigureAwait(false);
        await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
