using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Turns compression on (RFC 4978). All limits hold for what comes out of it, so a bomb is one like any other.</summary>
internal static class Compression
{
    public static async Task RunAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        await Detached.RunAsync(RunAsync(session, turn), cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(ImapSession session, CommandTurn turn)
    {
        using var held = turn;
        await session.SendAsync(new SimpleCommand("COMPRESS DEFLATE"), CancellationToken.None).ConfigureAwait(false);
        await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        session.Connection.Compress();
    }
}
