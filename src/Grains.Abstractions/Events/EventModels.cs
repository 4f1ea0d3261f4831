namespace EmailAgent.Grains.Events;

/// <summary>An entry of a user's log.</summary>
/// <param name="Seq">Position in the user's log: from 1, without gaps.</param>
/// <param name="Type">One of <see cref="EventTypes.All"/>.</param>
/// <param name="Data">A JSON object of ids and flags; never mail content.</param>
[GenerateSerializer, Immutable, Alias("logged-event")]
public sealed record LoggedEvent(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Type,
    [property: Id(2)] DateTimeOffset Timestamp,
    [property: Id(3)] string Data);

/// <param name="NextAfter">Position for the next request; equals the request's position if there is nothing new.</param>
[GenerateSerializer, Immutable, Alias("event-page")]
public sealed record EventPage(
    [property: Id(0)] IReadOnlyList<LoggedEvent> Items,
    [property: Id(1)] long NextAfter);
