namespace EmailAgent.Grains.Connections;

/// <summary>The audited actions of connections.</summary>
internal static class ConnectionActions
{
    public const string Connect = "connection.connect";

    public const string Disconnect = "connection.disconnect";

    /// <summary>A connection's password or name was changed.</summary>
    public const string Change = "connection.change";
}
