using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Commands under way and their responses: each response goes to the command it answers, or to the state of the session. Does no I/O.</summary>
internal sealed class Conversation(ImapConnection connection, ImapLimits limits, SessionState state)
{
    private readonly ResponseParser _parser = new(limits);
    private readonly TagSequence _tags = new();
    private readonly List<Outstanding> _outstanding = new(1);
    private long _answerBytes;

    /// <summary>Number of commands that wait for their end.</summary>
    public int InFlight => _outstanding.Count;

    /// <summary>Indicates whether no command waits for its end.</summary>
    public bool IsAnswered => _outstanding.Count == 0;

    public FetchParser FetchParser => _parser.Fetch;

    /// <summary>The command that has waited longest.</summary>
    public ImapCommand First => _outstanding[0].Command;

    /// <summary>Returns the pieces to send, without registering the command.</summary>
    public IReadOnlyList<CommandPart> Write(ImapCommand command, string tag = "")
    {
        var capabilities = state.Capabilities;
        var writer = new CommandWriter(capabilities is { LiteralPlus: true }, capabilities is { LiteralMinus: true }, state.IsUtf8, tag);
        command.Write(writer.Raw(tag).Raw(" "));
        return writer.Finish();
    }

    /// <summary>Registers a command that is about to be sent, and returns the pieces to send.</summary>
    public IReadOnlyList<CommandPart> Begin(ImapCommand command, TaskCompletionSource? end)
    {
        connection.ThrowIfDead();
        var tag = _tags.Next();
        var parts = Write(command, tag);
        if (IsAnswered)
        {
            DispatchEarly();
        }

        connection.Pace.CommandStarted();
        _answerBytes = 0;
        _outstanding.Add(new Outstanding(tag, command, end));
        return parts;
    }

    /// <summary>Fails all waiting commands because the connection died.</summary>
    public void FailAll(ImapException cause)
    {
        foreach (var waiting in _outstanding)
        {
            waiting.End?.TrySetException(cause.Again());
        }

        _outstanding.Clear();
    }

    /// <summary>Deals with one response.</summary>
    public ImapResponse Dispatch(ResponseFrame frame)
    {
        try
        {
            _answerBytes += frame.Length + frame.BufferedLiteralBytes;
            _parser.Utf8Names = state.IsUtf8;
            var response = _parser.Parse(frame);
            switch (response)
            {
                case StatusResponse { Tag: not null } tagged:
                    Finish(tagged);
                    break;
                case StatusResponse { Condition: StatusCondition.Bye } bye when !_outstanding.Exists(o => o.Command.ExpectsBye):
                    throw connection.Fail(new ImapConnectionException(ImapStage.Bye, $"The server sent BYE: {bye.Text}"));
                case ContinuationResponse when IsAnswered || _outstanding[0].End is not null:
                    throw new ImapProtocolException("The server requests data that was not offered.");
                case ContinuationResponse:
                    break;
                default:
                    Route(response, frame);
                    break;
            }

            return _answerBytes <= limits.Answer ? response : throw new ImapProtocolException("The server talks without end.");
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

        var (_, command, end) = _outstanding[index];
        _outstanding.RemoveAt(index);
        state.Apply(tagged);
        try
        {
            End(command, tagged);
            end?.TrySetResult();
        }
        catch (ImapCommandException refusal) when (end is not null)
        {
            end.TrySetException(refusal);
        }
    }

    private static void End(ImapCommand command, StatusResponse tagged)
    {
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
                if (outstanding.Command.LeavesReport(response)) state.ApplyAccepted(response);
                return;
            }
        }

        state.Apply(response);
    }

    private void Accepted(ImapCommand command, ResponseFrame frame)
    {
        if (command.Streams)
        {
            _answerBytes -= frame.Length + frame.BufferedLiteralBytes;
            connection.Pace.Progressed();
        }
    }

    /// <summary>
    /// Dispatches the responses received before the command is sent. They can only be untagged; anything else was sent early to
    /// confuse the client.
    /// </summary>
    private void DispatchEarly()
    {
        while (connection.ReadBuffered() is { } frame)
        {
            Dispatch(frame);
        }
    }
}
