using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Turns notifications on or off. The first of them arrive before the end of the command.</summary>
internal static class Notifying
{
    public static async Task RunAsync(ImapSession session, NotifyCommand command, CancellationToken cancellationToken)
    {
        var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        await Detached.RunAsync(RunAsync(session, command, turn), cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(ImapSession session, NotifyCommand command, CommandTurn turn)
    {
        using var held = turn;
        var news = session.State.News;
        var before = news.IsOpen;
        news.IsOpen |= command.Asks;
        try
        {
            await session.SendAsync(command, CancellationToken.None).ConfigureAwait(false);
            await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            news.IsOpen &= command.Asks;
        }
        catch (ImapCommandException)
        {
            news.IsOpen &= before;
            throw;
        }
    }
}
