using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Connections;

/// <summary>Types of events of mailboxes.</summary>
[EventTypes]
public static class ConnectionEvents
{
    /// <summary>Data <c>{connection_id}</c>.</summary>
    public const string Connected = "connection.connected";

    /// <summary>The owner removed the connection: data <c>{connection_id}</c>.</summary>
    public const string Disconnected = "connection.disconnected";

    /// <summary>A working connection began to fail: data <c>{connection_id, code}</c>.</summary>
    public const string Error = "connection.error";
}
