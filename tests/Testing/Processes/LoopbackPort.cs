using System.Collections.Concurrent;
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

    // A server binds its port for TCP only some time after the port was found. Until this process ends, the same number is held for UDP, so that
    // the tests of another process, which run at the same time, find another port.
    private static readonly ConcurrentBag<Socket> Held = [];

    private static int _next = Random.Shared.Next(Count);

    /// <summary>
    /// Returns a loopback port without a listener: each time another one, also to other test processes. A program that is no test can still take
    /// it: then start again with another.
    /// </summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (TryBind(port, SocketType.Dgram, ProtocolType.Udp) is not { } held)
                continue;
            using var listener = TryBind(port, SocketType.Stream, ProtocolType.Tcp);
            if (listener is null)
            {
                held.Dispose();
                continue;
            }

            Held.Add(held);
            return port;
        }
    }

    /// <returns>The bound socket; null if the port is in use.</returns>
    private static Socket? TryBind(int port, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            return null;
        }
    }
}
