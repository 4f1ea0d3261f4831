using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>Frames that break RFC 6455, sent byte by byte: the client learns why from a close frame, and then the connection ends in order.</summary>
[Collection(ApiTests.Name)]
public sealed class WebSocketProtocolTests(ApiFixture fixture)
{
    private const int ProtocolError = 1002;
    private const int InvalidPayload = 1007;
    private const byte Close = 0x88;

    private static readonly byte[] Mask = [1, 2, 3, 4];

    public static TheoryData<string, byte[], int> BadFrames => new()
    {
        { "no mask", [0x81, 2, (byte)'{', (byte)'}'], ProtocolError },
        { "reserved bit", [0xC1, 0x80, .. Mask], ProtocolError },
        { "unknown opcode", [0x83, 0x80, .. Mask], ProtocolError },
        { "continuation of nothing", [0x80, 0x80, .. Mask], ProtocolError },
        { "long ping", [0x89, 0xFE, 0, 126, .. Mask, .. new byte[126]], ProtocolError },
        { "ping in pieces", [0x09, 0x80, .. Mask], ProtocolError },
        { "not UTF-8", [0x81, 0x82, .. Mask, 0xC3 ^ 1, 0x28 ^ 2], InvalidPayload },
        { "not JSON", [0x81, 0x82, .. Mask, (byte)'x' ^ 1, (byte)'y' ^ 2], InvalidPayload },
    };

    [PostgresTheory]
    [MemberData(nameof(BadFrames))]
    public async Task Frame_ThatBreaksTheProtocol_IsAnsweredByItsCloseCode(string what, byte[] frame, int code)
    {
        using var user = await fixture.Host.RegisterAsync();
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await using var stream = client.GetStream();
        await ShakeHandsAsync(stream, user.Token!);

        // What follows the bad frame must not turn the close frame into a reset.
        await stream.WriteAsync((byte[])[.. frame, .. new byte[64]]);

        Assert.True(await ReadCloseAsync(stream) == code, what);
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await stream.ReadAsync(new byte[16]));
    }

    private static async Task ShakeHandsAsync(NetworkStream stream, string token)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + $"Sec-WebSocket-Key: {Convert.ToBase64String(new byte[16])}\r\nAuthorization: Bearer {token}\r\n\r\n"));
        var seen = "";
        while (!seen.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var next = new byte[1];
            await stream.ReadExactlyAsync(next);
            seen += (char)next[0];
        }

        Assert.StartsWith("HTTP/1.1 101", seen, StringComparison.Ordinal);
    }

    /// <summary>Reads the code of the close frame; frames before it are passed over.</summary>
    private static async Task<int> ReadCloseAsync(NetworkStream stream)
    {
        while (true)
        {
            var header = new byte[2];
            await stream.ReadExactlyAsync(header);
            Assert.InRange(header[1], 0, 125);
            var payload = new byte[header[1]];
            await stream.ReadExactlyAsync(payload);
            if (header[0] == Close)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(payload);
            }
        }
    }
}
