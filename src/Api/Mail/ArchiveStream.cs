using System.Buffers;
using System.IO.Pipelines;

namespace EmailAgent.Api.Mail;

/// <summary>
/// The stream that an archive is written to. <see cref="System.IO.Compression.ZipArchive"/> ends each file with a few blocking writes,
/// which responses do not allow: those are collected until the next asynchronous write.
/// </summary>
internal sealed class ArchiveStream(PipeWriter target) : Stream
{
    private bool _isBroken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Drops what else is written, so that an archive that breaks off is not completed.</summary>
    public void Break() => _isBroken = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isBroken)
        {
            target.Write(buffer);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isBroken)
        {
            await target.WriteAsync(buffer, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_isBroken)
        {
            await target.FlushAsync(cancellationToken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
