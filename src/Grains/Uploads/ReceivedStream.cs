using EmailAgent.Providers.Blobs;

namespace EmailAgent.Grains.Uploads;

/// <summary>A received content, read from its mail server stretch by stretch as its reader takes it.</summary>
/// <param name="next">Reads the next stretch; not called after the last one.</param>
internal sealed class ReceivedStream(Func<CancellationToken, Task<Outcome<ReceivedStretch>>> next) : PulledStream
{
    private ReadOnlyMemory<byte> _held;
    private bool _isLast;

    /// <summary>Reads the first bytes, while a refusal can still be returned.</summary>
    /// <returns>Null when they are read.</returns>
    public async Task<Problem?> PrepareAsync(CancellationToken cancellationToken)
    {
        while (_held.IsEmpty && !_isLast)
        {
            if (await FillAsync(cancellationToken) is { } problem)
                return problem;
        }

        return null;
    }

    /// <exception cref="AttachmentUnavailableException">The mail server did not deliver the rest.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        if (await PrepareAsync(cancellationToken) is { } problem)
            throw new AttachmentUnavailableException(problem);

        var length = Math.Min(buffer.Length, _held.Length);
        _held[..length].CopyTo(buffer);
        _held = _held[length..];
        return length;
    }

    private async Task<Problem?> FillAsync(CancellationToken cancellationToken)
    {
        var outcome = await next(cancellationToken);
        if (outcome.Value is not { } stretch)
            return outcome.Problem;
        (_held, _isLast) = (stretch.Content, stretch.IsLast);
        return null;
    }
}
