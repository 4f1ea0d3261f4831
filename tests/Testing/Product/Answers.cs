using System.Text.Json;

namespace EmailAgent.Testing;

public sealed record Session(string AccessToken);

public sealed record ConnectionAnswer(string Id, string Status);

public sealed record SyncAnswer(
    string State, long MessagesSynced, long MessagesTotal, DateTimeOffset? CompleteAsOf, string? Error, long UnreadableCount, IReadOnlyList<UnreadableAnswer> Unreadable);

public sealed record UnreadableAnswer(string? Folder, long? Uid, string? RemoteId, string Reason, int Attempts, DateTimeOffset NextAttempt);

public sealed record SyncListAnswer(IReadOnlyList<SyncAnswer> Items);

public sealed record EventAnswer(long Seq, string Type, JsonElement Data);

public sealed record EventPageAnswer(IReadOnlyList<EventAnswer> Items, long NextAfter);

public sealed record ProblemAnswer(string Code);

public sealed record HealthAnswer(string Status, int ConsecutiveFailures, string? NextStep, long UnreadableCount, IReadOnlyList<UnreadableAnswer> Unreadable);
