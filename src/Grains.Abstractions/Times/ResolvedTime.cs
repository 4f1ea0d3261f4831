namespace EmailAgent.Grains.Times;

/// <summary>The moment that a text means.</summary>
/// <param name="SendAt">The moment.</param>
/// <param name="Timezone">The IANA time zone, as it is spelled in the database of time zones; null for a timestamp without one.</param>
/// <param name="LocalTime">The moment in that zone, or in UTC, with the offset.</param>
/// <param name="ClockChange">
/// <c>skipped</c> if the clocks skip the local time, so that the moment is later by as much; <c>repeated</c> if they show it twice, of which it is the
/// first; else null.
/// </param>
[GenerateSerializer, Immutable, Alias("resolved-time")]
public sealed record ResolvedTime(
    [property: Id(0)] DateTimeOffset SendAt,
    [property: Id(1)] string? Timezone,
    [property: Id(2)] string LocalTime,
    [property: Id(3)] string? ClockChange);
