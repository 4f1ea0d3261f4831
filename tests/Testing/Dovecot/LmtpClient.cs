using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>Delivers one message over LMTP (RFC 2033).</summary>
internal static class LmtpClient
{
    /// <summary>
    /// Returns when the server has taken the message for the recipient. Line ends become CRLF on the way.
    /// </summary>
    /// <exception cref="IOException">The server refused; the message holds its answer.</exception>
    public static async Task DeliverAsync(int port, string sender, string recipient, ReadOnlyMemory<byte> raw)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await ExpectAsync(reader, '2');
        await CommandAsync("LHLO localhost", '2');
        await CommandAsync($"MAIL FROM:<{sender}>", '2');
        await CommandAsync($"RCPT TO:<{recipient}>", '2');
        await CommandAsync("DATA", '3');
        await stream.WriteAsync(Encode(raw.Span));
        await ExpectAsync(reader, '2');
        await CommandAsync("QUIT", '2');

        async Task CommandAsync(string line, char expected)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
            await ExpectAsync(reader, expected);
        }
    }

    // RFC 5321, 4.5.2: a dot at the start of a line is doubled; a line with one dot ends the message.
    private static byte[] Encode(ReadOnlySpan<byte> raw)
    {
        using var result = new MemoryStream(raw.Length + 1024);
        foreach (var range in raw.Split((byte)'\n'))
        {
            var line = raw[range];
            if (range.End.Value == raw.Length && line.IsEmpty)
                break;
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (line.StartsWith("."u8))
                result.WriteByte((byte)'.');
            result.Write(line);
            result.Write("\r\n"u8);
        }

        result.Write(".\r\n"u8);
        return result.ToArray();
    }

    private static async Task ExpectAsync(StreamReader reader, char expected)
    {
        string line;
        do
        {
            line = await reader.ReadLineAsync() ?? throw new IOException("The LMTP server closed the connection.");
        }
        while (line.Length > 3 && line[3] == '-');
        if (line.Length == 0 || line[0] != expected)
            throw new IOException($"The LMTP server refused: {line}");
    }
}
