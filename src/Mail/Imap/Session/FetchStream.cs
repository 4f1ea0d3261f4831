using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Runs a UID FETCH as a sequence of messages, over several commands where the set is long.</summary>
internal static class FetchStream
{
    public static async IAsyncEnumerable<ImapFetch> RunAsync(
        ImapSession session, UidSet uids, ImapFetchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var turn = session.Enter();
        foreach (var part in UidSetFormat.Split(uids, session.Options.Limits.CommandLine))
        {
            var command = new FetchCommand(part, query, session.Capabilities, Math.Min(session.State.Exists, session.Options.Limits.Messages));
            session.Connection.Router = Router(session, query);
            try
            {
                await session.SendAsync(command, cancellationToken).ConfigureAwait(false);
                while (!session.IsAnswered)
                {
                    await session.NextAsync(cancellationToken).ConfigureAwait(false);
                    if (command.TakeCurrent() is { } fetch)
                    {
                        yield return fetch;
                    }
                }
            }
            finally
            {
                await AbandonAsync(session, command).ConfigureAwait(false);
            }
        }
    }

    private static LiteralRouter? Router(ImapSession session, ImapFetchQuery query)
        => query.Sink is null ? null
            : (text, size) => session.FetchParser.Preview(text, size) is { } literal ? query.Sink(literal) : null;

    /// <summary>After an early end reads the rest and throws it away if it is short; else closing is cheaper.</summary>
    private static async Task AbandonAsync(ImapSession session, FetchCommand command)
    {
        var connection = session.Connection;
        var end = connection.BytesRead + session.Options.Limits.Drain;
        connection.Router = (_, size) =>
        {
            CloseBeyond(connection, end, size);
            return Stream.Null;
        };
        try
        {
            while (!session.IsAnswered && !connection.IsDead)
            {
                CloseBeyond(connection, end, 0);
                await session.NextAsync(CancellationToken.None).ConfigureAwait(false);
                command.TakeCurrent()?.Dispose();
            }
        }
        catch (ImapException)
        {
            // Nobody waits for this answer; if the connection died, the next command says so.
        }
        finally
        {
            connection.Router = null;
        }
    }

    private static void CloseBeyond(ImapConnection connection, long end, long size)
    {
        if (connection.BytesRead + size > end)
        {
            connection.Fail(new ImapConnectionException(ImapStage.Cancelled, "A long fetch was abandoned in the middle."));
        }
    }
}
