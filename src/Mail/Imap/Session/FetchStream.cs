using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Runs FETCH commands as one sequence of messages. The consumer itself reads: while it is busy nothing is taken from the
/// socket, and other commands wait.
/// </summary>
internal sealed class FetchStream
{
    private readonly ImapSession _session;
    private readonly CommandTurn _turn;
    private readonly List<FetchCommand> _sent = [];
    private readonly bool _hasSink;
    private Task? _pending;

    private FetchStream(ImapSession session, CommandTurn turn, bool hasSink)
    {
        _session = session;
        _turn = turn;
        _hasSink = hasSink;
    }

    /// <summary>Runs one command, or several in sequence for a long set.</summary>
    public static IAsyncEnumerable<ImapFetch> RunAsync(ImapSession session, UidSet uids, ImapFetchQuery query, CancellationToken cancellationToken)
    {
        var expected = Math.Min(session.State.Exists, session.Options.Limits.Messages);
        var commands = UidSetFormat.Split(uids, session.Options.Limits.CommandLine)
            .Select(part => new FetchCommand(part, query, session.Capabilities, expected));
        return RunAsync(session, commands, Router(session, query), session.State.Selection, cancellationToken);
    }

    /// <param name="commands">Commands whose UIDs do not overlap, so that each answer belongs to one.</param>
    private static async IAsyncEnumerable<ImapFetch> RunAsync(
        ImapSession session, IEnumerable<FetchCommand> commands, LiteralRouter? router, int selection,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var source = commands.GetEnumerator();
        if (!source.MoveNext())
        {
            yield break;
        }

        var turn = await session.EnterAsync(source.Current, selection, cancellationToken).ConfigureAwait(false);
        var stream = new FetchStream(session, turn, router is not null);
        session.Connection.Router = router;
        try
        {
            var more = true;
            while (more || !session.IsAnswered)
            {
                if (more && session.InFlight == 0)
                {
                    await stream.SendAsync(source.Current, cancellationToken).ConfigureAwait(false);
                    more = source.MoveNext();
                }

                if (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } fetch)
                {
                    session.LeaveUnread();
                    yield return fetch;
                    session.ReadOn();
                }
            }
        }
        finally
        {
            session.ReadOn();
            var rest = stream.AbandonAsync();
            if (cancellationToken.IsCancellationRequested)
            {
                Detached.Forget(rest);
            }
            else
            {
                await rest.ConfigureAwait(false);
            }
        }
    }

    private static LiteralRouter? Router(ImapSession session, ImapFetchQuery query)
        => query.Sink is null ? null
            : (text, size) => session.FetchParser.Preview(text, size) is { } literal ? query.Sink(literal) : null;

    private Task SendAsync(FetchCommand command, CancellationToken cancellationToken)
    {
        _sent.RemoveAll(static c => c.IsOver);
        _sent.Add(command);
        cancellationToken.ThrowIfCancellationRequested();
        return _session.SendAsync(command, CancellationToken.None);
    }

    /// <summary>Reads one response. Where the wait is cancelled the read goes on, except into the caller's own stream.</summary>
    private async ValueTask<ImapFetch?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = _session.NextAsync(_hasSink ? cancellationToken : CancellationToken.None);
        if (!read.IsCompleted && !_hasSink && cancellationToken.CanBeCanceled)
        {
            _pending = read.AsTask();
            await _pending.WaitAsync(cancellationToken).ConfigureAwait(false);
            _pending = null;
        }
        else
        {
            await read.ConfigureAwait(false);
        }

        return TakeCurrent();
    }

    private ImapFetch? TakeCurrent()
    {
        foreach (var command in _sent)
        {
            if (command.TakeCurrent() is { } fetch)
            {
                return fetch;
            }
        }

        return null;
    }

    /// <summary>Ends an enumeration early: reads and discards a short rest, or else closes the connection.</summary>
    private async Task AbandonAsync()
    {
        using var held = _turn;
        var connection = _session.Connection;
        var end = connection.BytesRead + _session.Options.Limits.Drain;
        try
        {
            await (_pending ?? Task.CompletedTask).ConfigureAwait(false);
            connection.Router = (_, size) =>
            {
                CloseBeyond(connection, end, size);
                return Stream.Null;
            };
            while (!_session.IsAnswered && !connection.IsDead)
            {
                TakeCurrent()?.Dispose();
                CloseBeyond(connection, end, 0);
                await _session.NextAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (ImapException)
        {
            // This answer has no reader; if the connection died, the next command reports it.
        }
        finally
        {
            TakeCurrent()?.Dispose();
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
