using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>
/// The content of an attachment, read from the mail server stretch by stretch as the client takes it. Can seek where its length is known. A
/// read that fails is reported as cancelled, so that the connection is broken off and no client takes the beginning for the whole.
/// </summary>
/// <param name="trail">Takes what the read shows.</param>
/// <param name="stored">The length by the message as it was read; null when that is not to be relied on.</param>
/// <param name="read">Reads the stretch at a mark, or the first one.</param>
internal sealed class AttachmentStream(
    AttachmentTrail trail, long? stored, Func<AttachmentMark?, CancellationToken, Task<Outcome<AttachmentStretch>>> read) : Stream
{
    private static readonly Problem OtherLength = new(ConnectionProblems.MailboxUnavailable, "The mail server sent another length than before.");

    private long? _length = trail.Length(stored);
    private long _position;
    private long _start;
    private AttachmentStretch? _stretch;
    private bool _isServed;

    public override bool CanRead => true;

    public override bool CanSeek => _length is not null;

    public override bool CanWrite => false;

    public override long Length => _length ?? throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>Bytes that are held.</summary>
    public int Held => _stretch?.Content.Length ?? 0;

    /// <summary>Reads the stretch that has a position, while a failure can still be answered.</summary>
    /// <returns>Null when it is read.</returns>
    public async Task<Problem?> PrepareAsync(long position, CancellationToken cancellationToken)
    {
        _position = position;
        var problem = await FillAsync(cancellationToken);
        _position = 0;
        return problem;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isServed = true;
        if (await TryFillAsync(cancellationToken) is { } problem)
        {
            throw new OperationCanceledException(problem.Detail);
        }

        var rest = _stretch!.Content[(int)Math.Min(_position - _start, _stretch.Content.Length)..];
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        _position += length;
        return length;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        _position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => Length + offset };

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<Problem?> TryFillAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FillAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            return new Problem(ProblemCodes.Unavailable, failure.Message);
        }
    }

    /// <summary>Reads until the stretch with the position, or the last one, is available.</summary>
    private async Task<Problem?> FillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (from, mark) = trail.FindBefore(_position);
            if (_stretch is { } held && _position >= _start)
            {
                var end = _start + held.Content.Length;
                if (_position < end || held.Next is null)
                {
                    return null;
                }

                (from, mark) = from > end ? (from, mark) : (end, held.Next);
            }

            var outcome = await read(mark, cancellationToken);
            if (outcome.Value is not { } stretch)
            {
                return outcome.Problem;
            }

            (_start, _stretch) = (from, stretch);
            if (!Agrees(from + stretch.Content.Length, stretch.Next))
            {
                return OtherLength;
            }
        }
    }

    /// <summary>
    /// Indicates whether the end of a stretch agrees with the length that the client received. Before that, the length is corrected.
    /// </summary>
    private bool Agrees(long end, AttachmentMark? next)
    {
        var agrees = _length is not { } length || (next is null ? end == length : end <= length);
        if (next is null)
        {
            trail.NoteEnd(end);
        }
        else
        {
            trail.Note(end, next);
            if (!agrees) trail.NoteExcess();
        }

        if (_isServed)
        {
            return agrees;
        }

        _length = next is null ? end : agrees ? _length : null;
        return true;
    }
}
