using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.ApiBench;

/// <summary>A keep-alive connection on a bare socket, so that asking takes little of the machine.</summary>
internal sealed class HttpConnection(Socket socket)
{
    private readonly byte[] _buffer = new byte[512 * 1024];

    public static async Task<HttpConnection> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new HttpConnection(socket);
    }

    /// <summary>Returns the bytes of a request, which can be sent any number of times.</summary>
    /// <param name="address">The server.</param>
    /// <param name="path">With its query.</param>
    /// <param name="token">An access token; null for an anonymous request.</param>
    /// <param name="json">A body, which makes it a POST; null for a GET.</param>
    public static byte[] Compose(Uri address, string path, string? token, string? json = null)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var content = json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n";
        return Encoding.UTF8.GetBytes($"{(json is null ? "GET" : "POST")} {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{authorization}{content}\r\n{json}");
    }

    /// <returns>The status of the answer, of which all has been read.</returns>
    public async Task<int> AskAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var (received, end, status) = (0, int.MaxValue, 0);
        while (received < end)
        {
            var count = await socket.ReceiveAsync(_buffer.AsMemory(received));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            received += count;
            if (end == int.MaxValue)
                (status, end) = ReadHead(_buffer.AsSpan(0, received));
        }

        return status;
    }

    private static (int Status, int End) ReadHead(ReadOnlySpan<byte> received)
    {
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return (0, int.MaxValue);
        var lines = Encoding.ASCII.GetString(received[..headEnd]).Split("\r\n");
        var length = lines.Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return (
            int.Parse(lines[0].AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture),
            headEnd + 4 + int.Parse(length.AsSpan("Content-Length:".Length).Trim(), CultureInfo.InvariantCulture));
    }
}
