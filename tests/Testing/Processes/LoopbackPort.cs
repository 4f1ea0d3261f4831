using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>Ports for servers that tests start.</summary>
public static class LoopbackPort
{
    // Below Linux' range for outgoing connections (32768-60999), so that no client of ours takes the port of a server
    // that is stopped for a moment.
    private const int First = 20000;
    private const int Last = 32000;

    /// <summary>A loopback port that nobody listens on now. Another process may still take it: start again with another then.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }
}
