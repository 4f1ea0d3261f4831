using System.Text;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// Record of a session: the commands that were sent, in order, and the reply to each. It resolves the outcome of a message from the bytes
/// that went over the connection, whatever the client that caused them concludes. Does no I/O.
/// </summary>
internal sealed class Dialogue(SmtpLimits limits)
{
    private const int StartInput = 354;
    private const int Challenge = 334;

    private readonly Queue<SmtpVerb> _asked = new();
    private readonly List<SmtpReply> _recipients = [];
    private SmtpReply? _mail;
    private SmtpReply? _data;
    private SmtpReply? _end;
    private bool _challenged;
    private bool _lineOpen;
    private int _challenges;
    private int _bytes;

    /// <summary>Gets the number of commands without a reply.</summary>
    public int Outstanding => _asked.Count;

    /// <summary>Gets the command that the next reply answers.</summary>
    public SmtpVerb Expected => _asked.TryPeek(out var verb) ? verb : SmtpVerb.Other;

    /// <summary>Indicates whether the server waits for a message or for the rest of it.</summary>
    public bool InMessage { get; private set; }

    public SmtpOutcome Outcome { get; private set; }

    /// <summary>Gets the last reply; null before the first one.</summary>
    public SmtpReply? Last { get; private set; }

    /// <summary>Gets the last challenge of a login; null if there was none.</summary>
    public SmtpReply? LastChallenge { get; private set; }

    /// <summary>Gets the reply that decided over the message as a whole; null if there is none yet.</summary>
    public SmtpReply? Decisive => _end ?? Refusal(_data) ?? Refusal(_mail);

    /// <summary>Begins a message or a login. Earlier replies no longer count.</summary>
    public void Begin()
    {
        _recipients.Clear();
        (_mail, _data, _end, LastChallenge) = (null, null, null, null);
        (_bytes, _challenges, Outcome) = (0, 0, SmtpOutcome.NotSent);
    }

    /// <summary>Returns the reply to a recipient of the message in progress; null if there is none.</summary>
    public SmtpReply? Recipient(int index) => _mail is { IsPositive: true } && index < _recipients.Count ? _recipients[index] : null;

    /// <summary>Records commands that are about to be sent.</summary>
    /// <returns>The length of what can be sent before a reply must be read.</returns>
    public int Ask(ReadOnlySpan<byte> commands)
    {
        var length = 0;
        while (length < commands.Length && (_lineOpen || _asked.Count < limits.Pipeline))
        {
            var rest = commands[length..];
            var end = rest.IndexOf((byte)'\n');
            if (!_lineOpen)
            {
                _asked.Enqueue(Verb(rest));
                _challenged = false;
            }

            _lineOpen = end < 0;
            length += end < 0 ? rest.Length : end + 1;
        }

        return length;
    }

    /// <summary>Records that the end of the message is about to be sent. From here on only the server's reply decides.</summary>
    public void End()
    {
        InMessage = false;
        Outcome = SmtpOutcome.Unknown;
        _asked.Enqueue(SmtpVerb.End);
    }

    /// <summary>Records a reply.</summary>
    /// <returns>What makes the reply impossible; null if it is possible.</returns>
    public string? Answer(SmtpReply reply)
    {
        var verb = _asked.TryDequeue(out var asked) ? asked : SmtpVerb.Other;
        Last = reply;
        _bytes += reply.Lines.Sum(line => line.Length);
        switch (verb)
        {
            case SmtpVerb.Mail:
                _mail = reply;
                break;
            case SmtpVerb.Recipient:
                _recipients.Add(reply);
                break;
            case SmtpVerb.Data:
                _data = reply;
                InMessage = reply.Code == StartInput;
                break;
            case SmtpVerb.End:
                _end = reply;
                Outcome = reply.IsPositive ? SmtpOutcome.Sent : reply.IsIntermediate ? SmtpOutcome.Unknown : SmtpOutcome.NotSent;
                break;
            case SmtpVerb.Auth when reply.Code == Challenge:
                (_challenged, LastChallenge) = (true, reply);
                _challenges++;
                break;
        }

        return Fault(verb, reply);
    }

    private static SmtpReply? Refusal(SmtpReply? reply) => reply is { IsPositive: false, IsIntermediate: false } ? reply : null;

    private string? Fault(SmtpVerb verb, SmtpReply reply) => verb switch
    {
        _ when _bytes > limits.Replies => "The replies to one message are longer than any server's.",
        SmtpVerb.Data when reply.IsPositive => "The server accepts a message that it has not got.",
        SmtpVerb.Data when reply.IsIntermediate && reply.Code != StartInput => "The server requests something other than the message.",
        SmtpVerb.End when reply.IsIntermediate => "The server requests more after the end of the message.",
        SmtpVerb.Auth when reply.Code == Challenge => ChallengeCheck.Fault(reply.Text, _challenges),
        _ => null,
    };

    private SmtpVerb Verb(ReadOnlySpan<byte> line) => _challenged ? SmtpVerb.Auth
        : Is(line, "MAIL "u8) ? SmtpVerb.Mail
        : Is(line, "RCPT "u8) ? SmtpVerb.Recipient
        : Is(line, "DATA\r"u8) ? SmtpVerb.Data
        : Is(line, "AUTH "u8) ? SmtpVerb.Auth
        : Is(line, "QUIT\r"u8) ? SmtpVerb.Quit
        : SmtpVerb.Other;

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> verb) => line.Length >= verb.Length && Ascii.EqualsIgnoreCase(line[..verb.Length], verb);
}
