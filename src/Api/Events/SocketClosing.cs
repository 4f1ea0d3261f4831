using System.Net.WebSockets;
using System.Text.Json;

namespace EmailAgent.Api.Events;

/// <summary>The reason why the server closes a WebSocket: status and reason of the close frame (RFC 6455, section 7.4).</summary>
internal sealed record SocketClosing(WebSocketCloseStatus Status, string Reason)
{
    public static readonly SocketClosing Answered = new(WebSocketCloseStatus.NormalClosure, "bye");
    public static readonly SocketClosing Stopping = new(WebSocketCloseStatus.EndpointUnavailable, "the server stops");
    public static readonly SocketClosing NotTaken = new(WebSocketCloseStatus.PolicyViolation, "events are not taken");
    public static readonly SocketClosing TooManyFrames = new(WebSocketCloseStatus.PolicyViolation, "too many frames");
    public static readonly SocketClosing TooLarge = new(WebSocketCloseStatus.MessageTooBig, "the frame is too large");
    public static readonly SocketClosing NotText = new(WebSocketCloseStatus.InvalidMessageType, "text frames only");
    public static readonly SocketClosing Failed = new(WebSocketCloseStatus.InternalServerError, "something went wrong on our side");

    // From the private range (section 7.4.2).
    public static readonly SocketClosing NotAuthenticated = new((WebSocketCloseStatus)4401, "not authenticated");
    public static readonly SocketClosing Expired = new((WebSocketCloseStatus)4401, "the access token expired");

    public static readonly SocketClosing NoSuchMailbox = new((WebSocketCloseStatus)4404, "there is no such mailbox");

    public static readonly SocketClosing Revoked = new((WebSocketCloseStatus)4401, "the session has ended");

    public static readonly SocketClosing TooManyLines = new((WebSocketCloseStatus)4409, "as many live lines as possible are open");

    private static readonly SocketClosing NotJson = new(WebSocketCloseStatus.InvalidPayloadData, "JSON objects only");

    /// <param name="failure">The failure that ended the session; null when the client closed.</param>
    /// <param name="end">Indicates whether the session's time was over.</param>
    public static SocketClosing For(Exception? failure, SessionEnd end) => failure switch
    {
        null => Answered,
        SocketClosingException closing => closing.Closing,
        AccessEndedException => Revoked,
        JsonException => NotJson,
        TimeoutException => NotTaken,
        _ when end.IsStopping => Stopping,
        _ when end.IsExpired => Expired,
        _ => Failed,
    };
}
