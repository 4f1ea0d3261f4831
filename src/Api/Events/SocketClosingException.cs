namespace EmailAgent.Api.Events;

/// <summary>Ends a WebSocket session with a close frame.</summary>
internal sealed class SocketClosingException(SocketClosing closing) : Exception(closing.Reason)
{
    public SocketClosing Closing { get; } = closing;
}
