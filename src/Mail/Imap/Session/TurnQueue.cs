using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Who may use the connection, first come first served. A turn is for one command, beside those it may run beside
/// (<see cref="ImapCommand.MayRunBeside"/>), or for the connection alone. Knows no time and does no I/O.
/// </summary>
internal sealed class TurnQueue(Action idle)
{
    private readonly Lock _gate = new();
    private readonly List<CommandTurn> _running = [];
    private readonly List<CommandTurn> _waiting = [];
    private TaskCompletionSource? _arrival;

    /// <summary>True if nobody holds a turn or waits for one.</summary>
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

    /// <summary>Asks for a turn; the task ends when it has come. <paramref name="command"/> is null for the connection alone.</summary>
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

    /// <summary>Ends when somebody waits behind the one who runs.</summary>
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

    /// <summary>Gives a turn back, or gives up waiting for it.</summary>
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

    /// <summary>A turn passes nobody that it may not run beside, so that nobody waits for ever.</summary>
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
