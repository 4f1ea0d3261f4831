namespace EmailAgent.Grains.Times;

/// <summary>A time at which a message is to be sent.</summary>
/// <param name="Instant">The moment, to the millisecond.</param>
/// <param name="Zone">The IANA time zone that was given; <c>UTC</c> for a local time without one; null for a timestamp without one.</param>
/// <param name="Shift">How the clocks of the zone stand to a local time.</param>
internal sealed record SendMoment(DateTimeOffset Instant, string? Zone, TimeShift Shift = TimeShift.None);

/// <summary>The relation of a local time to a change of the clocks.</summary>
internal enum TimeShift
{
    /// <summary>The time exists once.</summary>
    None,

    /// <summary>The clocks skip the time: it is later by as much as they skip.</summary>
    Skipped,

    /// <summary>The clocks show the time twice: it is the first of the two.</summary>
    Repeated,
}
