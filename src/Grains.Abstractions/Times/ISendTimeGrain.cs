namespace EmailAgent.Grains.Times;

/// <summary>The reading of times at which messages are to be sent: a stateless worker, key 0.</summary>
[Alias("send-time")]
public interface ISendTimeGrain : IGrainWithIntegerKey
{
    /// <summary>Reads a time as a message scheduled now with it would be sent. It may be in the past. Refused with <c>validation_failed</c>.</summary>
    /// <param name="text">A timestamp, a local time, or English words.</param>
    /// <param name="timezone">The IANA time zone of a text without an offset; null for UTC.</param>
    [Alias("resolve"), Idempotent]
    Task<Outcome<ResolvedTime>> ResolveAsync(string text, string? timezone, CancellationToken cancellationToken);
}
