using System.Globalization;

namespace EmailAgent.Grains.Health;

/// <summary>The rules that turn the facts of the database into the state of the instance.</summary>
internal static class HealthPolicy
{
    public const string Ok = "ok";
    public const string Degraded = "degraded";
    public const string Down = "down";

    private static readonly TimeSpan PushPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SlowDatabase = TimeSpan.FromMilliseconds(500);

    public static HealthReport Unreachable { get; } = new(Down, [new HealthPart("database", Down, "The database does not answer.")]);

    public static HealthReport Judge(HealthFacts facts, TimeSpan took, int auditWaiting, DateTimeOffset now)
    {
        HealthPart[] parts = [Database(facts, took), Mailboxes(facts), Pushes(facts, now), Audit(facts, auditWaiting, now)];
        return new HealthReport(parts.Any(part => part.Status == Degraded) ? Degraded : Ok, parts);
    }

    private static HealthPart Database(HealthFacts facts, TimeSpan took) => new(
        "database", took < SlowDatabase ? Ok : Degraded, string.Create(CultureInfo.InvariantCulture, $"Answered in {took.TotalMilliseconds:0} ms; schema {facts.Schema}."));

    private static HealthPart Mailboxes(HealthFacts facts) => new(
        "mailboxes", facts.Troubled * 2 > facts.Connections ? Degraded : Ok, $"{facts.Troubled} of {facts.Connections} fail or wait for their owner.");

    private static HealthPart Pushes(HealthFacts facts, DateTimeOffset now) =>
        facts.OldestPush is { } oldest && now - oldest is var age && age > PushPatience
            ? new HealthPart("pushes", Degraded, string.Create(CultureInfo.InvariantCulture, $"The oldest has waited for {age.TotalMinutes:0} minutes."))
            : new HealthPart("pushes", Ok, "None waits for long.");

    private static HealthPart Audit(HealthFacts facts, int waiting, DateTimeOffset now) => new(
        "audit_log",
        facts.LastAnchor >= DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2) ? Ok : Degraded,
        facts.LastAnchor is { } day ? $"Anchored up to {day:yyyy-MM-dd}; {waiting} entries wait." : $"Not anchored yet; {waiting} entries wait.");
}
