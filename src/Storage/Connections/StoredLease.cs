namespace EmailAgent.Storage.Connections;

/// <summary>Units of a call budget, and when the last of them were leased.</summary>
public sealed record StoredLease(long Units, DateTimeOffset At);
