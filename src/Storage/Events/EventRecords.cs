namespace EmailAgent.Storage.Events;

/// <summary>An event to append to a user's log.</summary>
/// <param name="Type">For example <c>email.received</c>.</param>
/// <param name="Data">A JSON object of ids and flags; never mail content.</param>
public sealed record NewEvent(string Type, string Data);

/// <summary>An entry of a user's log.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="Data">The JSON object it was appended with.</param>
public sealed record StoredEvent(long Seq, string Type, DateTimeOffset CreatedAt, string Data);
