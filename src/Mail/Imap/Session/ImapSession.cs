using System.Text;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Sends commands and reads the answers, for several callers in turn or side by side.</summary>
internal sealed class ImapSession : IDisposable
{
    private const long Reading = long.MinValue;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _gate = new();
    private readonly TurnQueue _turns;
    private readonly Conversation _conversation;
    private bool _pumping;
    private long _unreadSince = Reading;

    public ImapSession(ImapConnection connection, ImapClientOptions options)
    {
        Connection = connection;
        Options = options;
        State = new SessionState(Options.Limits);
        _conversation = new Conversation(connection, Options.Limits, State);
        _turns = new TurnQueue(ReleaseBuffers);
    }

    public ImapConnection Connection { get; }

    public ImapClientOptions Options { get; }

    /// <summary>Gets the server's address, which some authentication mechanisms need.</summary>
    public ImapEndpoint? Endpoint { get; init; }

    public SessionState State { get; }

    public ImapCapabilities Capabilities => State.Capabilities ?? throw new InvalidOperationException("Not connected yet.");

    /// <summary>Indicates whether no command waits for its end.</summary>
    public bool IsAnswered => _conversation.IsAnswered;

    public FetchParser FetchParser => _conversation.FetchParser;

    /// <summary>Number of commands that wait for their end.</summary>
    public int InFlight => _conversation.InFlight;

    /// <summary>Completes when a caller waits behind the running one.</summary>
    public Task ArrivalAsync() => _turns.ArrivalAsync();

    /// <summary>Marks the connection as not read: the caller that holds it is processing what it read.</summary>
    public void LeaveUnread() => Volatile.Write(ref _unreadSince, Options.TimeProvider.GetTimestamp());

    /// <summary>Marks the connection as read again.</summary>
    public void ReadOn() => Volatile.Write(ref _unreadSince, Reading);

    /// <summary>Waits until the connection is free for the command; null requests the connection alone.</summary>
    /// <param name="selection">The selection that it concerns, null for the one that holds now.</param>
    public async Task<CommandTurn> EnterAsync(
        ImapCommand? command, int? selection, CancellationToken cancellationToken, bool alone = true)
    {
        Connection.ThrowIfDead();
        cancellationToken.ThrowIfCancellationRequested();
        var meant = selection ?? State.Selection;
        var turn = _turns.Ask(alone ? null : command);
        try
        {
            while (!turn.HasCome.IsCompleted && !await CameAsync(turn, cancellationToken).ConfigureAwait(false))
            {
                ThrowIfNobodyReads();
            }

            Connection.ThrowIfDead();
            return command is not { ConcernsMessages: true } || meant == State.Selection
                ? turn
                : throw new InvalidOperationException("Another mailbox was selected while the command waited for its turn.");
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Runs one command to its end.</summary>
    /// <remarks>A cancelled command continues: it cannot be withdrawn, and its answer must be read.</remarks>
    public async Task RunAsync(ImapCommand command, CancellationToken cancellationToken, int? selection = null)
    {
        var alone = RunsAlone(command);
        var turn = await EnterAsync(command, selection, cancellationToken, alone).ConfigureAwait(false);
        await Detached.RunAsync(alone ? RunAloneAsync(command, turn) : RunBesideAsync(command, turn), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one command to its end.</summary>
    public async Task<T> RunAsync<T>(ImapCommand<T> command, CancellationToken cancellationToken, int? selection = null)
    {
        await RunAsync((ImapCommand)command, cancellationToken, selection).ConfigureAwait(false);
        return command.Result;
    }

    /// <summary>Reads the greeting (RFC 9051 section 7.1.4 and 7.1.5).</summary>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        var frame = await Connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (_conversation.Dispatch(frame) is not StatusResponse { Tag: null, Condition: StatusCondition.Ok or StatusCondition.PreAuth } greeting)
        {
            throw Connection.Fail(new ImapProtocolException("The server's first line is no greeting."));
        }

        if (greeting.Condition == StatusCondition.PreAuth)
        {
            State.Authenticated();
        }

        Connection.ReadStage = ImapStage.Read;
    }

    /// <summary>Sends a command to a connection that the caller has alone. Returns when all of it is on its way.</summary>
    public async Task SendAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var part in Begin(command, null))
        {
            await WriteAsync(part, cancellationToken).ConfigureAwait(false);
            while (part.AwaitGoAhead && await NextAsync(cancellationToken).ConfigureAwait(false) is not ContinuationResponse)
            {
                if (IsAnswered)
                {
                    throw Connection.Fail(new ImapProtocolException("The server ended a command that was not complete."));
                }
            }
        }
    }

    /// <summary>Sends a line that belongs to the running command.</summary>
    public ValueTask SendLineAsync(string line, CancellationToken cancellationToken)
        => Connection.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);

    /// <summary>Reads until every command has ended.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        while (!IsAnswered)
        {
            if (await NextAsync(cancellationToken).ConfigureAwait(false) is ContinuationResponse challenge)
            {
                var answer = _conversation.First.Continue(challenge.Text)
                    ?? throw Connection.Fail(new ImapProtocolException("The server requests data that was not offered."));
                await SendLineAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads and deals with one response.</summary>
    public async ValueTask<ImapResponse> NextAsync(CancellationToken cancellationToken)
    {
        var frame = await Connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return _conversation.Dispatch(frame);
        }
    }

    public void Close()
    {
        Connection.Fail(new ImapConnectionException(ImapStage.Closed, "The client is closed."));
        State.Deselected();
    }

    public void Dispose()
    {
        Close();
        if (_turns.IsIdle)
        {
            Connection.Dispose();
        }
    }

    /// <summary>Returns what the server reported about the selected mailbox. Safe to call while commands run.</summary>
    public ImapMailboxChanges TakeChanges()
    {
        lock (_gate)
        {
            return State.TakeChanges();
        }
    }

    /// <summary>Returns what the server reported about other mailboxes. Safe to call while commands run.</summary>
    public ImapNews TakeNews()
    {
        lock (_gate)
        {
            return State.News.Take();
        }
    }

    private ValueTask WriteAsync(CommandPart part, CancellationToken cancellationToken)
        => part.Source is { } source ? Connection.WriteAsync(source) : Connection.WriteAsync(part.Bytes, cancellationToken);

    private async Task<bool> CameAsync(CommandTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.HasCome.WaitAsync(Options.ReadTimeout, Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return turn.HasCome.IsCompleted;
        }
    }

    /// <summary>
    /// Throws if the connection is dead, or if a fetch has not been read for the read timeout: a command would wait for the end of that
    /// fetch, which can itself wait for the command.
    /// </summary>
    private void ThrowIfNobodyReads()
    {
        Connection.ThrowIfDead();
        var since = Volatile.Read(ref _unreadSince);
        if (since != Reading && Options.TimeProvider.GetElapsedTime(since) >= Options.ReadTimeout)
        {
            throw new InvalidOperationException("A fetch of this client is not being read; commands wait for its end.");
        }
    }

    private async Task RunAloneAsync(ImapCommand command, CommandTurn turn)
    {
        using (turn)
        {
            await SendAsync(command, CancellationToken.None).ConfigureAwait(false);
            await CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RunBesideAsync(ImapCommand command, CommandTurn turn)
    {
        using (turn)
        {
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _writing.WaitAsync().ConfigureAwait(false);
            try
            {
                foreach (var part in Begin(command, end))
                {
                    await Connection.WriteAsync(part.Bytes, CancellationToken.None).ConfigureAwait(false);
                }
            }
            finally
            {
                _writing.Release();
            }

            StartPump();
            await end.Task.ConfigureAwait(false);
        }
    }

    private IReadOnlyList<CommandPart> Begin(ImapCommand command, TaskCompletionSource? end)
    {
        lock (_gate)
        {
            return _conversation.Begin(command, end);
        }
    }

    private void StartPump()
    {
        lock (_gate)
        {
            if (_pumping || IsAnswered)
            {
                return;
            }

            _pumping = true;
        }

        _ = PumpAsync();
    }

    /// <summary>Returns whether a command must run alone. A command whose literal waits for a go-ahead must know that the go-ahead is its own.</summary>
    private bool RunsAlone(ImapCommand command)
        => command.RunsAlone || _conversation.Write(command).Any(static part => part.AwaitGoAhead);

    /// <summary>Reads for all waiting callers until none is left.</summary>
    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                var frame = await Connection.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                lock (_gate)
                {
                    _conversation.Dispatch(frame);
                    if (IsAnswered)
                    {
                        _pumping = false;
                        return;
                    }
                }
            }
        }
        catch (Exception e)
        {
            var cause = e as ImapException ?? Connection.Fail(new ImapProtocolException("The answer could not be dealt with.", e));
            lock (_gate)
            {
                _conversation.FailAll(cause);
                _pumping = false;
            }
        }
    }

    private void ReleaseBuffers()
    {
        lock (_gate)
        {
            if (!_pumping)
            {
                Connection.ReleaseBuffers();
            }
        }
    }
}
