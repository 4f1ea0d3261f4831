namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Gives a few bytes at a time and cannot seek, as a socket does.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: false)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
}
