using System.Buffers;
using System.Security.Authentication;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Bytes to and from one server, cut into responses. Dies through <see cref="Fail"/> only; from then on every call fails
/// with the first cause. Holds no buffers while it waits for an idle server.
/// </summary>
internal sealed class ImapConnection : IDisposable
{
    private readonly ImapClientOptions _options;
    private readonly ReceiveBuffer _received = new();
    private readonly ResponseFramer _framer;
    private readonly Deadline _readDeadline;
    private readonly Deadline _writeDeadline;
    private Stream _stream;
    private ImapException? _failure;

    public ImapConnection(Stream stream, ImapClientOptions options)
    {
        _stream = stream;
        _options = options;
        _framer = new ResponseFramer(options.Limits);
        _readDeadline = new Deadline(options.TimeProvider);
        _writeDeadline = new Deadline(options.TimeProvider);
        Pace = new ReadPace(options.TimeProvider, options.ReadTimeout, options.Limits);
    }

    public ReadPace Pace { get; }

    /// <summary>Gets or sets the stage to report if the connection ends. At first, the greeting is missing.</summary>
    public ImapStage ReadStage { get; set; } = ImapStage.Greeting;

    public bool IsDead => _failure is not null;

    /// <summary>Indicates whether bytes were read that no response has consumed yet.</summary>
    public bool HasUnread => !_received.IsEmpty;

    public long BytesRead { get; private set; }

    public LiteralRouter? Router
    {
        set => _framer.Router = value;
    }

    public Stream Stream => _stream;

    /// <summary>Continues over a protected stream. Discards everything read before, which an attacker can have inserted (RFC 9051 section 11.1).</summary>
    public void Upgrade(Stream secured)
    {
        _received.Drop();
        _stream = secured;
    }

    public void ThrowIfDead()
    {
        if (_failure is { } failure)
        {
            throw failure.Again();
        }
    }

    /// <summary>Ends the connection, which happens in no other way. Returns the exception to throw: the first cause, also for later callers.</summary>
    public ImapException Fail(ImapException cause)
    {
        var first = Interlocked.CompareExchange(ref _failure, cause, null);
        _stream.Dispose();
        return first?.Again() ?? cause;
    }

    /// <summary>Reads the next response, valid until the next read.</summary>
    public async ValueTask<ResponseFrame> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (Advance())
            {
                case FramerStep.Complete:
                    Pace.ResponseCompleted();
                    return _framer.Frame;
                case FramerStep.ToSink:
                    await DrainToSinkAsync(_framer.Receiving!, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await FillAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Returns the next response if its bytes are buffered.</summary>
    public ResponseFrame? ReadBuffered()
        => !_received.IsEmpty && Advance() == FramerStep.Complete ? _framer.Frame : null;

    /// <summary>
    /// Completes when something is unread, however long that takes; holds no buffer until then. Ends early only by
    /// <see cref="Fail"/>. Not within a response.
    /// </summary>
    public async Task WaitUnreadAsync()
    {
        ThrowIfDead();
        ReleaseBuffers();
        int count;
        try
        {
            // Sometimes completes without data, when the event of bytes already read is late; hence the read after it.
            await _stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            count = await _stream.ReadAsync(_received.Rent()).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Fail(new ImapConnectionException(ImapStage.Read, "The connection broke while waiting.", e));
        }

        ThrowIfEnded(count);
        _received.Commit(count);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        try
        {
            await _stream.WriteAsync(bytes, _writeDeadline.Start(_options.ReadTimeout, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Ended(e, ImapStage.Write, cancellationToken);
        }
        finally
        {
            _writeDeadline.Stop();
        }
    }

    /// <summary>Sends a literal as it is read. What was announced must be sent, so a source that fails ends the connection.</summary>
    public async ValueTask WriteAsync(LiteralSource source)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReceiveBuffer.Size);
        try
        {
            for (var missing = source.Size; missing > 0;)
            {
                var room = buffer.AsMemory(0, (int)Math.Min(missing, buffer.Length));
                var count = await ReadAsync(source, room).ConfigureAwait(false);
                await WriteAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
                missing -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives memory back that an idle connection does not need.</summary>
    public void ReleaseBuffers()
    {
        _received.Release();
        _framer.Release();
    }

    /// <summary>Returns all memory to the pool. Must not run during a command, because a read could still write into the memory.</summary>
    public void Dispose()
    {
        _received.Drop();
        _framer.Dispose();
        _readDeadline.Dispose();
        _writeDeadline.Dispose();
    }

    private async ValueTask<int> ReadAsync(LiteralSource source, Memory<byte> room)
    {
        try
        {
            var count = await source.Stream.ReadAsync(room, source.CancellationToken).ConfigureAwait(false);
            return count > 0 ? count : throw new EndOfStreamException("The message is shorter than its size.");
        }
        catch (Exception e)
        {
            Fail(new ImapConnectionException(ImapStage.Cancelled, "The source of a message failed in the middle of it.", e));
            throw;
        }
    }

    private static bool IsTransport(Exception e)
        => e is IOException or OperationCanceledException or InvalidOperationException or AuthenticationException;

    private FramerStep Advance()
    {
        ThrowIfDead();
        try
        {
            var step = _framer.Advance(_received.Unread, out var consumed);
            _received.Consume(consumed);
            return step;
        }
        catch (ImapProtocolException e)
        {
            throw Fail(e);
        }
        catch (Exception e)
        {
            Fail(new ImapConnectionException(ImapStage.Cancelled, "The caller's choice of a sink failed.", e));
            throw;
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        // A large literal is read into its own memory, without a copy.
        var literal = _framer.Receiving is { Sink: null, Missing: > ReceiveBuffer.Size } large ? large : null;
        var room = literal?.Space() ?? _received.Rent();
        int count;
        try
        {
            var token = _readDeadline.Start(Pace.WaitStarted(_framer.InProgress), cancellationToken);
            count = await _stream.ReadAsync(room, token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Ended(e, ReadStage, cancellationToken);
        }
        finally
        {
            _readDeadline.Stop();
        }

        Pace.WaitEnded(count);
        ThrowIfEnded(count);
        if (literal is null)
        {
            _received.Commit(count);
        }
        else
        {
            literal.Commit(count);
        }
    }

    private void ThrowIfEnded(int count)
    {
        BytesRead += count;
        if (count == 0)
        {
            throw Fail(new ImapConnectionException(ReadStage, "The server closed the connection."));
        }
    }

    private async ValueTask DrainToSinkAsync(Literal literal, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(literal.Missing, _received.Unread.Length);
        try
        {
            await literal.Sink!.WriteAsync(_received.Take(count), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(new ImapConnectionException(ImapStage.Cancelled, "The sink of a literal failed in the middle of it.", e));
            throw;
        }

        literal.Commit(count);
    }

    private Exception Ended(Exception e, ImapStage stage, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && _failure is null)
        {
            Fail(new ImapConnectionException(ImapStage.Cancelled, "A running command was cancelled.", e));
            return new OperationCanceledException("A running command was cancelled.", e, cancellationToken);
        }

        return e is OperationCanceledException
            ? Fail(new ImapConnectionException(ImapStage.Timeout, "The server was silent or too slow for too long.", e))
            : Fail(new ImapConnectionException(stage, "The connection broke.", e));
    }
}
