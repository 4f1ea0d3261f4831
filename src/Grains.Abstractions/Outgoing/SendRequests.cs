using EmailAgent.Grains.Composition;

namespace EmailAgent.Grains.Outgoing;

/// <summary>A message to be sent now.</summary>
[GenerateSerializer, Immutable, Alias("send-request")]
public sealed record SendRequest : ComposeRequest
{
    public const int MaxUndoSeconds = 120;

    /// <summary>Seconds during which cancelling certainly succeeds, from 0 to 120; the installation's default, usually 10, when absent.</summary>
    [Id(0)]
    public int? UndoSeconds { get; init; }

    public override string ToString() => nameof(SendRequest);
}

/// <summary>A message to be sent later.</summary>
[GenerateSerializer, Immutable, Alias("schedule-request")]
public sealed record ScheduleRequest : ComposeRequest
{
    /// <summary>Required; when it is to be sent: a timestamp, a local time such as <c>2027-01-31T09:00</c>, or words such as <c>tomorrow 9:00</c>.</summary>
    [Id(0)]
    public string SendAt { get; init; } = null!;

    /// <summary>The IANA time zone of a local time or of words, such as <c>Europe/Berlin</c>; UTC when absent.</summary>
    [Id(1)]
    public string? Timezone { get; init; }

    /// <summary>Cancels the message if a reply to the message that it answers arrives before; false when absent.</summary>
    [Id(2)]
    public bool? IfNoReply { get; init; }

    public override string ToString() => nameof(ScheduleRequest);
}
