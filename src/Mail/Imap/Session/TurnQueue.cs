using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Queue for the connection, first come, first served. A turn is for one command, alongside those it can run with
/// (<see cref="ImapCommand.MayRunBeside"/>), or for the connection alone. Knows no time and does no I/O.
/// </summary>
internal sealed class TurnQueue(Action idle)
{
    private readonly Lock _gate = new();
    private readonly List<CommandTurn> _running = [];
    private readonly List<CommandTurn> _waiting = [];
    private TaskCompletionSource? _arrival;

    /// <summary>Indicates whether no caller holds a turn or waits for one.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _running.Count == 0 && _waiting.Count == 0;
            }
        }
    }

    /// <summary>Requests a turn; the task completes at its start. <paramref name="command"/> is null for the connection alone.</summary>
    public CommandTurn Ask(ImapCommand? command)
    {
        var turn = new CommandTurn(this, command);
        lock (_gate)
        {
            _waiting.Add(turn);
            Admit();
            _arrival?.TrySetResult();
        }

        return turn;
    }

    /// <summary>Completes when a caller waits behind the running one.</summary>
    public Task ArrivalAsync()
    {
        lock (_gate)
        {
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_waiting.Count > 0)
            {
                _arrival.SetResult();
            }

            return _arrival.Task;
        }
    }

    /// <summary>Returns a turn, or stops waiting for it.</summary>
    public void Leave(CommandTurn turn)
    {
        lock (_gate)
        {
            if (!_running.Remove(turn))
            {
                _waiting.Remove(turn);
            }

            if (_running.Count == 0 && _waiting.Count == 0)
            {
                idle();
            }

            Admit();
        }
    }

    /// <summary>Admits waiting turns in order. A turn never overtakes one that it cannot run with, so that no caller waits forever.</summary>
    private void Admit()
    {
        var passed = new List<CommandTurn>();
        foreach (var turn in _waiting.ToArray())
        {
            if (_running.TrueForAll(turn.MayRunBeside) && passed.TrueForAll(turn.MayRunBeside))
            {
                _waiting.Remove(turn);
                _running.Add(turn);
                turn.Come();
            }
            else if (turn.IsAlone)
            {
                return;
            }
            else
            {
                passed.Add(turn);
            }
        }
    }
}
