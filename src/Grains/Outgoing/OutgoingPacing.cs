using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The pauses of a mailbox whose server accepts nothing for now: as long as the server requests, and growing ones after several messages in a row, so
/// that a queue of messages does not become as many attempts at a server that is down. One message that is deferred holds up no other.
/// </summary>
/// <param name="firstPause">The first of the growing pauses.</param>
internal sealed class OutgoingPacing(TimeSpan firstPause)
{
    private const int Tolerated = 2;
    private const int MostDoublings = 6;

    private int _deferred;

    /// <summary>Gets the time until which no message of the mailbox is attempted.</summary>
    public DateTimeOffset Until { get; private set; } = DateTimeOffset.MinValue;

    public void Report(SubmitResult result, DateTimeOffset now)
    {
        _deferred = result.Fate == SubmitFate.Deferred ? _deferred + 1 : 0;
        var pause = _deferred > Tolerated ? firstPause * Math.Pow(2, Math.Min(_deferred - Tolerated - 1, MostDoublings)) : TimeSpan.Zero;
        if (result.Fate == SubmitFate.Deferred && result.RetryAfter > pause)
            pause = OutgoingPolicy.Bound(result.RetryAfter.Value);
        Until = now + pause;
    }
}
