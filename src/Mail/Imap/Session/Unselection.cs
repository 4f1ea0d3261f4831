using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Leaves the selected mailbox without expunging it.</summary>
internal static class Unselection
{
    public static async Task RunAsync(ImapSession session, CancellationToken cancellationToken)
    {
        if (session.State.Selected is not { } mailbox)
        {
            return;
        }

        if (!session.Capabilities.Unselect && !session.State.SelectedReadOnly)
        {
            // CLOSE expunges what is marked deleted, but not in a mailbox opened read-only.
            var examine = new SelectCommand(mailbox, new ImapSelectOptions { ReadOnly = true, Condstore = false }, session.Capabilities, session.Options.Limits);
            await session.RunAsync(examine, cancellationToken).ConfigureAwait(false);
        }

        var word = session.Capabilities.Unselect ? "UNSELECT" : "CLOSE";
        await session.RunAsync(new SimpleCommand(word), cancellationToken).ConfigureAwait(false);
        session.State.Deselected();
    }
}
