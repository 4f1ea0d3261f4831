using System.Text;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// The stream that MailKit's client uses. It returns whole replies only, which <see cref="SmtpConnection"/> has limited in size and time
/// and found valid; it writes the end of a message separately and last; and it records both directions in a <see cref="Dialogue"/>.
/// </summary>
internal sealed class SubmissionStream(SmtpConnection connection, Dialogue dialogue, SmtpReply greeting, SubmissionOptions options) : Stream
{
    private const int ServiceClosing = 421;

    private readonly Queue<SmtpReply> _received = new([greeting]);
    private ReadOnlyMemory<byte> _unread;
    private byte[] _held = [];
    private bool _lineStart = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private static ReadOnlySpan<byte> End => ".\r\n"u8;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_unread.IsEmpty)
        {
            _unread = Format(_received.TryDequeue(out var reply) ? reply : await ReceiveAsync(cancellationToken).ConfigureAwait(false));
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => new(dialogue.InMessage ? WriteMessageAsync(buffer, cancellationToken) : WriteCommandsAsync(buffer, cancellationToken));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // Every write goes to the network.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Format(SmtpReply reply)
    {
        var text = new StringBuilder();
        for (var i = 0; i < reply.Lines.Count; i++)
        {
            text.Append(reply.Code).Append(i < reply.Lines.Count - 1 ? '-' : ' ');
            if (reply.Status is { } status)
            {
                text.Append(status.ToString()).Append(' ');
            }

            text.Append(reply.Lines[i]).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads the next reply. 421 can come at any time (RFC 5321 section 3.8) and ends the connection.</summary>
    private async Task<SmtpReply> ReceiveAsync(CancellationToken cancellationToken)
    {
        var timeout = dialogue.Expected switch
        {
            SmtpVerb.End => options.DeliveryTimeout,
            SmtpVerb.Quit => options.QuitTimeout,
            _ => options.CommandTimeout,
        };
        var reply = await connection.ReadAsync(timeout, cancellationToken).ConfigureAwait(false);
        var fault = dialogue.Answer(reply);
        return reply.Code == ServiceClosing ? throw connection.Fail(SmtpConnection.Closing(reply))
            : fault is not null ? throw connection.Fail(new SmtpProtocolException(fault))
            : reply;
    }

    // MailKit writes a whole pipeline before it reads. Beyond some commands both sides would wait for the other to read (RFC 2920 section 3.1).
    private async Task WriteCommandsAsync(ReadOnlyMemory<byte> commands, CancellationToken cancellationToken)
    {
        while (!commands.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (dialogue.Outstanding == 0)
            {
                connection.ThrowIfEarly();
            }

            var length = dialogue.Ask(commands.Span);
            if (length > 0)
            {
                await connection.WriteAsync(commands[..length], options.CommandTimeout, cancellationToken).ConfigureAwait(false);
                commands = commands[length..];
            }

            while (!commands.IsEmpty && dialogue.Outstanding > 0)
            {
                _received.Enqueue(await ReceiveAsync(cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private async Task WriteMessageAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        bytes = _held.Length > 0 ? (byte[])[.. _held, .. bytes.Span] : bytes;
        _held = [];
        var end = FindEnd(bytes.Span);
        var text = end < 0 ? bytes : bytes[..end];
        if (!text.IsEmpty)
        {
            connection.ThrowIfEarly();
            await connection.WriteAsync(text, options.BlockTimeout, cancellationToken).ConfigureAwait(false);
            _lineStart = text.Span[^1] == '\n';
        }

        if (end < 0)
        {
            return;
        }

        if (bytes.Length - end < End.Length)
        {
            _held = bytes[end..].ToArray();
            return;
        }

        await CommitAsync(bytes[end..], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the end of the message: before this moment it cannot have been sent, and afterwards only the server's reply decides.</summary>
    private async Task CommitAsync(ReadOnlyMemory<byte> end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        connection.ThrowIfEarly();
        _lineStart = true;
        dialogue.End();
        await connection.WriteAsync(end, options.CommandTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the place of a dot that is a line of its own or may become one with the next bytes; -1 if there is none. Dots of the message are doubled.</summary>
    private int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var (at, lineStart) = (0, _lineStart);
        while (true)
        {
            var rest = bytes[at..];
            if (lineStart && !rest.IsEmpty && End.StartsWith(rest[..Math.Min(rest.Length, End.Length)]))
            {
                return at;
            }

            var feed = rest.IndexOf((byte)'\n');
            if (feed < 0)
            {
                return -1;
            }

            (at, lineStart) = (at + feed + 1, true);
        }
    }
}
