namespace EmailAgent.Grains.Tasks;

/// <summary>The calendar feed of a user's tasks.</summary>
/// <param name="CreatedAt">When its link was created.</param>
/// <param name="LastUsedAt">When a program last read it, within some minutes; null for never.</param>
[GenerateSerializer, Immutable, Alias("task-feed")]
public sealed record TaskFeed(
    [property: Id(0)] DateTimeOffset CreatedAt,
    [property: Id(1)] DateTimeOffset? LastUsedAt);

/// <summary>The secret of a new link to a feed, of which only a hash is stored.</summary>
[GenerateSerializer, Immutable, Alias("task-feed-secret")]
public sealed record TaskFeedSecret(
    [property: Id(0)] string Key,
    [property: Id(1)] DateTimeOffset CreatedAt)
{
    public override string ToString() => nameof(TaskFeedSecret);
}

/// <summary>Tasks as an iCalendar object (RFC 5545).</summary>
[GenerateSerializer, Immutable, Alias("task-calendar")]
public sealed record TaskCalendar(
    [property: Id(0)] string Text);
