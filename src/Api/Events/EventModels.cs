using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>One entry of the caller's log.</summary>
/// <param name="Seq">Position in the log, from 1. Positions grow; events that the caller does not see or has not requested leave gaps.</param>
/// <param name="Type">Such as <c>email.received</c>.</param>
/// <param name="Data">An object of ids and flags, by type.</param>
internal sealed record EventAnswer(long Seq, [property: EventTypeName] string Type, DateTimeOffset Timestamp, RawJson Data)
{
    public static EventAnswer From(LoggedEvent entry) => new(entry.Seq, entry.Type, entry.Timestamp, new RawJson(entry.Data));
}

/// <summary>A page of the caller's log.</summary>
/// <param name="Items">The events, oldest first.</param>
/// <param name="NextAfter">The position to request next.</param>
/// <param name="Rewound">
/// True if <c>after</c> was beyond the end of the log, as after a restored backup. Then <c>next_after</c> is the end of the log, and the
/// caller should reload its state.
/// </param>
internal sealed record EventPageAnswer(IReadOnlyList<EventAnswer> Items, long NextAfter, bool Rewound);

/// <summary>A WebSocket frame of the server other than an event; an event's frame is its envelope.</summary>
/// <param name="Type"><c>ready</c>, <c>resumed</c>, <c>heartbeat</c>, <c>pong</c> or <c>error</c>.</param>
/// <param name="After">
/// With <c>ready</c>, <c>resumed</c> and <c>heartbeat</c>: all events up to this position have been sent or were not requested.
/// </param>
/// <param name="Code">With <c>error</c>.</param>
/// <param name="Detail">With <c>error</c>.</param>
internal sealed record ServerFrame(
    [property: AllowedValues("ready", "resumed", "heartbeat", "pong", "error")] string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? After = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null);

/// <summary>A WebSocket frame of the client.</summary>
/// <param name="Type"><c>auth</c>, <c>resume</c> or <c>ping</c>.</param>
/// <param name="AccessToken">With <c>auth</c>.</param>
/// <param name="After">With <c>resume</c>: the position of the last event already seen.</param>
internal sealed record ClientFrame(string? Type, string? AccessToken, long? After);
