using System.Text;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Sends commands and hands each response to the command it answers, or to the state of the session.</summary>
internal sealed class ImapSession(ImapConnection connection, ImapClientOptions options) : IDisposable
{
    private readonly ResponseParser _parser = new(options.Limits);
    private readonly TagSequence _tags = new();
    private readonly List<Outstanding> _outstanding = new(1);
    private int _busy;
    private long _answerBytes;

    public ImapConnection Connection => connection;

    public ImapClientOptions Options => options;

    /// <summary>Where it leads to, as far as mechanisms of authentication want to know.</summary>
    public ImapEndpoint? Endpoint { get; init; }

    public SessionState State { get; } = new(options.Limits);

    public ImapCapabilities Capabilities => State.Capabilities ?? throw new InvalidOperationException("Not connected yet.");

    /// <summary>True if no command waits for its end.</summary>
    public bool IsAnswered => _outstanding.Count == 0;

    public FetchParser FetchParser => _parser.Fetch;

    public CommandTurn Enter()
    {
        connection.ThrowIfDead();
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException("A command is running; a client runs one at a time.");
        }

        return new CommandTurn(this);
    }

    public void Leave()
    {
        connection.ReleaseBuffers();
        Volatile.Write(ref _busy, 0);
    }

    /// <summary>Runs one command to its end.</summary>
    public async Task RunAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        using var turn = Enter();
        await SendAsync(command, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one command to its end.</summary>
    public async Task<T> RunAsync<T>(ImapCommand<T> command, CancellationToken cancellationToken)
    {
        await RunAsync((ImapCommand)command, cancellationToken).ConfigureAwait(false);
        return command.Result;
    }

    /// <summary>Sends all commands before it reads the answers. They must tolerate refusals and answers in any order.</summary>
    public async Task RunPipelinedAsync(IEnumerable<ImapCommand> commands, CancellationToken cancellationToken)
    {
        using var turn = Enter();
        foreach (var command in commands)
        {
            await SendAsync(command, cancellationToken).ConfigureAwait(false);
        }

        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the greeting (RFC 9051 section 7.1.4 and 7.1.5).</summary>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        var frame = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (Dispatch(frame) is not StatusResponse { Tag: null, Condition: StatusCondition.Ok or StatusCondition.PreAuth } greeting)
        {
            throw connection.Fail(new ImapProtocolException("The server's first line is no greeting."));
        }

        if (greeting.Condition == StatusCondition.PreAuth)
        {
            State.Authenticated();
        }

        connection.ReadStage = ImapStage.Read;
    }

    /// <summary>Sends a command. Returns when all of it is on its way.</summary>
    public async Task SendAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DispatchEarly();
        var tag = _tags.Next();
        var writer = new CommandWriter(State.Capabilities is { LiteralPlus: true }, State.Capabilities is { LiteralMinus: true }, State.IsUtf8, tag);
        command.Write(writer.Raw(tag).Raw(" "));
        connection.Pace.CommandStarted();
        _answerBytes = 0;
        _outstanding.Add(new Outstanding(tag, command));
        foreach (var part in writer.Finish())
        {
            await connection.WriteAsync(part.Bytes, cancellationToken).ConfigureAwait(false);
            while (part.AwaitGoAhead && await NextAsync(cancellationToken).ConfigureAwait(false) is not ContinuationResponse)
            {
                if (IsAnswered)
                {
                    throw connection.Fail(new ImapProtocolException("The server ended a command that was not complete."));
                }
            }
        }
    }

    /// <summary>Sends a line that belongs to the running command.</summary>
    public ValueTask SendLineAsync(string line, CancellationToken cancellationToken)
        => connection.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);

    /// <summary>Reads until every command has ended.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        while (!IsAnswered)
        {
            if (await NextAsync(cancellationToken).ConfigureAwait(false) is ContinuationResponse challenge)
            {
                var answer = _outstanding[0].Command.Continue(challenge.Text)
                    ?? throw connection.Fail(new ImapProtocolException("The server asks for data that nobody offered."));
                await SendLineAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads and deals with one response.</summary>
    public async ValueTask<ImapResponse> NextAsync(CancellationToken cancellationToken)
        => Dispatch(await connection.ReadAsync(cancellationToken).ConfigureAwait(false));

    public void Close()
    {
        connection.Fail(new ImapConnectionException(ImapStage.Closed, "The client is closed."));
        State.Deselected();
    }

    public void Dispose()
    {
        Close();
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            connection.Dispose();
        }
    }

    /// <summary>What came since the last command can only be untagged data; anything else was sent ahead to confuse.</summary>
    private void DispatchEarly()
    {
        while (connection.ReadBuffered() is { } frame)
        {
            Dispatch(frame);
        }
    }

    private ImapResponse Dispatch(ResponseFrame frame)
    {
        try
        {
            _answerBytes += frame.Length + frame.BufferedLiteralBytes;
            _parser.Utf8Names = State.IsUtf8;
            var response = _parser.Parse(frame);
            switch (response)
            {
                case StatusResponse { Tag: not null } tagged:
                    Finish(tagged);
                    break;
                case StatusResponse { Condition: StatusCondition.Bye } bye when !_outstanding.Exists(o => o.Command.ExpectsBye):
                    throw connection.Fail(new ImapConnectionException(ImapStage.Bye, $"The server said BYE: {bye.Text}"));
                case ContinuationResponse when IsAnswered:
                    throw new ImapProtocolException("The server asks for data that nobody offered.");
                case ContinuationResponse:
                    break;
                default:
                    Route(response, frame);
                    break;
            }

            return _answerBytes <= options.Limits.Answer ? response : throw new ImapProtocolException("The server talks without end.");
        }
        catch (ImapProtocolException e)
        {
            throw connection.Fail(e);
        }
    }

    private void Finish(StatusResponse tagged)
    {
        var index = _outstanding.FindIndex(o => o.Tag == tagged.Tag);
        if (index < 0)
        {
            throw new ImapProtocolException("The server answered a command that was not sent.");
        }

        var command = _outstanding[index].Command;
        _outstanding.RemoveAt(index);
        State.Apply(tagged);
        if (tagged.Condition == StatusCondition.Ok)
        {
            command.Complete(tagged);
        }
        else if (!command.Tolerates(tagged))
        {
            throw new ImapCommandException(command.Name, tagged.Condition == StatusCondition.Bad, tagged.Code?.Name, tagged.Text);
        }
    }

    private void Route(ImapResponse response, ResponseFrame frame)
    {
        foreach (var outstanding in _outstanding)
        {
            if (outstanding.Command.Accept(response))
            {
                Accepted(outstanding.Command, frame);
                return;
            }
        }

        State.Apply(response);
    }

    private void Accepted(ImapCommand command, ResponseFrame frame)
    {
        if (command.Streams)
        {
            _answerBytes -= frame.Length + frame.BufferedLiteralBytes;
            connection.Pace.Progressed();
        }
    }
}
