using System.Security.Authentication;
using System.Text;
using EmailAgent.Delivery.Smtp.Replies;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// Connection to one server, with replies parsed. It dies only through <see cref="Fail"/>; from then on every call fails with the
/// first cause. One read can stay open while no reply is expected, which detects replies sent before their command.
/// </summary>
internal sealed class SmtpConnection(Stream stream, SubmissionOptions options) : IDisposable
{
    private const int BufferSize = 4096;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ReplyParser _parser = new(options.Limits);
    private Stream _stream = stream;
    private Task<int>? _reading;
    private ReadOnlyMemory<byte> _unread;
    private SmtpException? _failure;

    /// <summary>Gets or sets the stage to report if the connection ends. At first, the greeting is missing.</summary>
    public SmtpStage ReadStage { get; set; } = SmtpStage.Greeting;

    /// <summary>Gets or sets the end of the time for everything that belongs together. Default: none.</summary>
    public CancellationToken Deadline { get; set; }

    public bool IsDead => _failure is not null;

    /// <summary>Gets the first cause of the connection's end; null while it lives.</summary>
    public SmtpException? Failure => _failure;

    public Stream Stream => _stream;

    /// <summary>Indicates whether bytes arrived that no reply has consumed yet.</summary>
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

    /// <summary>Ends the connection, which happens in no other way. Returns the exception to throw: the first cause, also for later callers.</summary>
    public SmtpException Fail(SmtpException cause)
    {
        var first = Interlocked.CompareExchange(ref _failure, cause, null);
        Abandon();
        _stream.Dispose();
        return first?.Again() ?? cause;
    }

    /// <summary>Reads the next reply, all of it within <paramref name="timeout"/>.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, Deadline, cancellationToken);
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

    /// <summary>Throws if the server has sent something that was not requested.</summary>
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
            throw Fail(reply.IsTransient || reply.IsPermanent ? Closing(reply) : new SmtpProtocolException("The server sent a reply before the command."));
        }

        if (_parser.InProgress)
        {
            throw Fail(new SmtpProtocolException("The server began a reply before the command."));
        }
    }

    public Task WriteLineAsync(string line, CancellationToken cancellationToken)
        => WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), options.CommandTimeout, cancellationToken);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, Deadline, cancellationToken);
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

    /// <summary>
    /// Returns a refusal that has already arrived; null if there is none.
    /// Servers that disconnect in the middle of a message often send the reason before.
    /// </summary>
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

    /// <summary>Ignores the error of the open read, which ends with the stream.</summary>
    private void Abandon()
        => _reading?.ContinueWith(
            static read => _ = read.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
