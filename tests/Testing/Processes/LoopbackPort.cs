using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>Ports for servers that tests start.</summary>
public static class LoopbackPort
{
    // Below Linux' range for outgoing connections (32768-60999), so that no client of the tests takes the port of a server that is stopped for a
    // moment.
    private const int First = 20000;
    private const int Count = 12000;

    private static int _next = Random.Shared.Next(Count);

    /// <summary>
    /// Returns a loopback port without a listener, and each time another one. Another process can still take it: then start again with another.
    /// </summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
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
