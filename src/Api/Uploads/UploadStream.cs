using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Api.Uploads;

/// <summary>
/// The content of an uploaded file, read stretch by stretch as the client takes it. A read that fails is reported as cancelled, so that the connection is
/// broken off and no client takes the beginning for the whole.
/// </summary>
/// <param name="size">Bytes of the file.</param>
/// <param name="read">Reads some bytes from an offset.</param>
internal sealed class UploadStream(long size, Func<long, CancellationToken, Task<Outcome<UploadStretch>>> read) : Stream
{
    private UploadStretch? _held;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= size)
            return 0;
        if (_held is not { } held || Position < held.Offset || Position >= held.Offset + held.Content.Length)
            _held = held = await FillAsync(cancellationToken);

        var rest = held.Content[(int)(Position - held.Offset)..];
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        Position += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => size + offset };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<UploadStretch> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await read(Position, cancellationToken);
            return outcome.Value is { Content.Length: > 0 } stretch ? stretch : throw new OperationCanceledException(outcome.Problem?.Detail);
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            throw new OperationCanceledException(failure.Message, failure);
        }
    }
}
