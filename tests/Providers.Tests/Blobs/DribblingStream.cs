using EmailAgent.Providers.Blobs;

namespace EmailAgent.Providers.Tests.Blobs;

/// <summary>A stream that returns pieces of random sizes, as a network does.</summary>
internal sealed class DribblingStream(byte[] content, Random random) : PulledStream
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(buffer.Length, content.Length - _position), random.Next(1, 100_000));
        content.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return ValueTask.FromResult(count);
    }
}
