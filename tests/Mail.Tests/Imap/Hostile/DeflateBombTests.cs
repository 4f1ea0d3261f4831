using System.IO.Compression;
using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class DeflateBombTests
{
    private const string Capabilities = "IMAP4rev1 COMPRESS=DEFLATE";

    [Fact]
    public async Task Connection_Compressed_TalksOnInBothDirections()
    {
        await using var server = Compressing(async (c, deflate) =>
        {
            await c.ExpectStoredAsync("NOOP");
            await deflate($"* 11 EXISTS\r\n{c.Tag} OK done\r\n");
            await c.ExpectStoredAsync("NOOP");
            await deflate($"{c.Tag} OK done\r\n");
        });
        await using var client = await CompressedAsync(server);

        await client.NoopAsync();
        Assert.Equal(11u, client.TakeChanges().Exists);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Data_RightBehindTheOk_IsInflatedToo()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Capabilities);
            await c.ExpectAsync("COMPRESS DEFLATE");
            var early = Deflated("* 12 EXISTS\r\n");
            await c.SendAsync($"{c.Tag} OK on\r\n{Encoding.Latin1.GetString(early)}");
            await c.UntilClosedAsync();
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await client.CompressAsync();

        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Line_OfManyMegabytesInFewBytes_IsFatalAtTheLimit()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync($"* OK [CAPABILITY {Capabilities}] ready\r\n");
            await CompressAsync(c, deflate => deflate("* OK " + new string('x', 50_000_000)));
        });
        using var session = await HostileServer.SessionAsync(server);
        await Compression.RunAsync(session, default);
        var before = session.Connection.BytesRead;

        await Assert.ThrowsAsync<ImapProtocolException>(() => session.RunAsync(new SimpleCommand("NOOP"), default));

        Assert.InRange(session.Connection.BytesRead - before, 1, session.Options.Limits.ResponseText + (2 * ReceiveBuffer.Size));
    }

    [Fact]
    public async Task Responses_WithoutEndInFewBytes_AreFatalAtTheLimit()
    {
        var chatter = string.Concat(Enumerable.Repeat("* OK still here\r\n", 200_000));
        await using var server = Compressing((_, deflate) => deflate(chatter));
        await using var client = await CompressedAsync(server, new ImapClientOptions { Limits = ImapLimits.Default with { Answer = 1 << 20 } });

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.NoopAsync());
    }

    [Fact]
    public async Task Data_ThatIsNotDeflated_EndsTheConnection()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Capabilities);
            await c.AnswerAsync("COMPRESS DEFLATE", "");
            await c.SendAsync("\u0007* OK plain text\r\n* OK plain text\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await CompressedAsync(server);

        await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync());
        Assert.False(client.IsConnected);
    }

    private static ScriptedServer Compressing(Func<ScriptedConnection, Func<string, Task>, Task> script) => ScriptedServer.Start(async c =>
    {
        await c.SelectedAsync(Capabilities);
        await CompressAsync(c, deflate => script(c, deflate));
    });

    private static async Task CompressAsync(ScriptedConnection c, Func<Func<string, Task>, Task> script)
    {
        await c.AnswerAsync("COMPRESS DEFLATE", "");
        using var compressed = new MemoryStream();
        await using var deflater = new DeflateStream(compressed, CompressionLevel.Fastest);
        await script(async text =>
        {
            await deflater.WriteAsync(Encoding.Latin1.GetBytes(text));
            await deflater.FlushAsync();
            await c.SendAsync(Encoding.Latin1.GetString(compressed.ToArray()));
            compressed.SetLength(0);
        });
        await c.UntilClosedAsync();
    }

    private static async Task<ImapClient> CompressedAsync(ScriptedServer server, ImapClientOptions? options = null)
    {
        var client = await HostileServer.SelectedAsync(server, options);
        await client.CompressAsync();
        return client;
    }

    private static byte[] Deflated(string text)
    {
        using var compressed = new MemoryStream();
        using var deflater = new DeflateStream(compressed, CompressionLevel.Fastest);
        deflater.Write(Encoding.Latin1.GetBytes(text));
        deflater.Flush();
        return compressed.ToArray();
    }
}
