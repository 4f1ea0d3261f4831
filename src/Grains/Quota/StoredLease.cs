namespace EmailAgent.Grains.Quota;

/// <summary>Leased units of a call budget, with the time of the last of them.</summary>
internal sealed record StoredLease(long Units, DateTimeOffset At);
