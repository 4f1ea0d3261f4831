using System.Security.Authentication;
using System.Text;
using EmailAgent.Mail.Smtp.Replies;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>
/// Bytes to and from one server, put together to replies. Dies through <see cref="Fail"/> only; from then on every call fails
/// with the first cause. One read may stand open while nothing is expected, which is how replies are noticed that come
/// before their command.
/// </summary>
internal sealed class SmtpConnection(Stream stream, SmtpClientOptions options) : IDisposable
{
    private const int BufferSize = 4096;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ReplyParser _parser = new(options.Limits);
    private Stream _stream = stream;
    private Task<int>? _reading;
    private ReadOnlyMemory<byte> _unread;
    private SmtpException? _failure;

    /// <summary>What an end of the connection means: it is the greeting that is missing at first.</summary>
    public SmtpStage ReadStage { get; set; } = SmtpStage.Greeting;

    public bool IsDead => _failure is not null;

    public Stream Stream => _stream;

    /// <summary>True if something came that no reply has consumed yet.</summary>
    public bool HasUnread => !_unread.IsEmpty || _reading is not null || _parser.InProgress;

    /// <summary>Continues over a protected stream. There must be nothing unread.</summary>
    public void Upgrade(Stream secured) => _stream = secured;

    public void ThrowIfDead()
    {
        if (_failure is { } failure)
        {
            throw failure.Again();
        }
    }

    /// <summary>The only way a connection ends. Returns what to throw: the first cause, also to those who come later.</summary>
    public SmtpException Fail(SmtpException cause)
    {
        var first = Interlocked.CompareExchange(ref _failure, cause, null);
        Abandon();
        _stream.Dispose();
        return first?.Again() ?? cause;
    }

    /// <summary>The next reply, all of it within <paramref name="timeout"/>.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (true)
        {
            if (TakeReply() is { } reply)
            {
                return reply;
            }

            try
            {
                _reading ??= _stream.ReadAsync(_buffer, CancellationToken.None).AsTask();
                Received(await _reading.WaitAsync(linked.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (IsTransport(e))
            {
                throw Ended(e, ReadStage, cancellationToken);
            }
        }
    }

    /// <summary>Fails if the server has said something already that nothing asked for.</summary>
    public void ThrowIfEarly()
    {
        ThrowIfDead();
        try
        {
            if (_unread.IsEmpty)
            {
                Poll();
            }
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Ended(e, SmtpStage.Read, CancellationToken.None);
        }

        if (TakeReply() is { } reply)
        {
            throw Fail(reply.IsTransient || reply.IsPermanent ? Closing(reply) : new SmtpProtocolException("The server replied before it was asked."));
        }

        if (_parser.InProgress)
        {
            throw Fail(new SmtpProtocolException("The server began a reply before it was asked."));
        }
    }

    public Task WriteLineAsync(string line, CancellationToken cancellationToken)
        => WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), options.CommandTimeout, cancellationToken);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _stream.WriteAsync(bytes, linked.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Ended(e, SmtpStage.Write, cancellationToken);
        }
    }

    public static SmtpConnectionException Closing(SmtpReply reply)
        => new(SmtpStage.Closing, $"The server ended the session: {reply}", null, reply);

    public void Dispose() => Fail(new SmtpConnectionException(SmtpStage.Closed, "The client is closed."));

    private static bool IsTransport(Exception e)
        => e is IOException or OperationCanceledException or InvalidOperationException or AuthenticationException;

    private SmtpReply? TakeReply()
    {
        ThrowIfDead();
        try
        {
            var reply = _parser.Read(_unread.Span, out var consumed);
            _unread = _unread[consumed..];
            return reply;
        }
        catch (SmtpProtocolException e)
        {
            throw Fail(e);
        }
    }

    /// <summary>Takes what has arrived, without waiting; the read stays open if nothing has.</summary>
    private void Poll()
    {
        _reading ??= _stream.ReadAsync(_buffer, CancellationToken.None).AsTask();
        if (_reading.IsCompleted)
        {
            Received(_reading.GetAwaiter().GetResult());
        }
    }

    private void Received(int count)
    {
        _reading = null;
        _unread = _buffer.AsMemory(0, count);
        if (count == 0)
        {
            throw Fail(new SmtpConnectionException(ReadStage, "The server closed the connection."));
        }
    }

    private Exception Ended(Exception e, SmtpStage stage, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && _failure is null)
        {
            Fail(new SmtpConnectionException(SmtpStage.Cancelled, "A running command was cancelled.", e));
            return new OperationCanceledException("A running command was cancelled.", e, cancellationToken);
        }

        return e is OperationCanceledException
            ? Fail(new SmtpConnectionException(SmtpStage.Timeout, "The server was silent or too slow for too long.", e))
            : Fail(LastWords() is { } reply ? Closing(reply) : new SmtpConnectionException(stage, "The connection broke.", e));
    }

    /// <summary>Servers that hang up in the middle of a message often say why before.</summary>
    private SmtpReply? LastWords()
    {
        try
        {
            return _reading is { IsCompletedSuccessfully: true } read && read.GetAwaiter().GetResult() is > 0 and var count
                && _parser.Read(_buffer.AsSpan(0, count), out _) is { IsPositive: false, IsIntermediate: false } reply ? reply : null;
        }
        catch (SmtpProtocolException)
        {
            return null;
        }
    }

    /// <summary>The open read ends with the stream; nobody looks at its error then.</summary>
    private void Abandon()
        => _reading?.ContinueWith(
            static read => _ = read.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
