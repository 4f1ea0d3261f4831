namespace EmailAgent.Grains.Events;

/// <summary>An event to append to a user's log.</summary>
/// <param name="Type">For example <c>email.received</c>.</param>
/// <param name="Data">A JSON object of ids and flags; never mail content.</param>
internal sealed record NewEvent(string Type, string Data);
