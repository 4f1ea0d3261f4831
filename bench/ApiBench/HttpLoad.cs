using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EmailAgent.ApiBench;

/// <summary>The process that asks over HTTP: keep-alive connections on bare sockets, so that it takes little of the machine.</summary>
internal static class HttpLoad
{
    public static async Task<int> RunAsync(LoadOptions options)
    {
        var address = new Uri(options.Address);
        var request = Encoding.ASCII.GetBytes($"GET {options.Path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {options.Token}\r\n\r\n");
        var result = await Load.RunAsync(options, async () =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address.Host, address.Port);
            var buffer = new byte[512 * 1024];
            return () => AskAsync(socket, request, buffer);
        });
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }

    private static async Task AskAsync(Socket socket, byte[] request, byte[] buffer)
    {
        await socket.SendAsync(request);
        var (received, end) = (0, int.MaxValue);
        while (received < end)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(received));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            received += count;
            if (end == int.MaxValue)
                end = EndOf(buffer.AsSpan(0, received));
        }
    }

    private static int EndOf(ReadOnlySpan<byte> received)
    {
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return int.MaxValue;
        var head = Encoding.ASCII.GetString(received[..headEnd]);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new IOException(head);
        var length = head.Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return headEnd + 4 + int.Parse(length.AsSpan("Content-Length:".Length).Trim(), CultureInfo.InvariantCulture);
    }
}
