using System.Net;
using System.Net.Sockets;
using EmailAgent.Grains.Replies;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;
using EmailAgent.Testing;

namespace EmailAgent.Grains.Tests.Replies;

/// <summary>The report of a real Postfix about a message that it accepted and cannot deliver.</summary>
public sealed class PostfixReportTests
{
    [PostfixFact]
    public async Task Report_OfPostfix_NamesTheMessageItsRecipientAndTheReason()
    {
        await using var server = await PostfixServer.StartAsync();
        await SendAsync(server, "user1@test.example", "jane@elsewhere.example");

        var signs = ReplySignReader.Read(MimeParser.Parse(await server.ReceiveAsync("user1")), Arrival.Received)!;

        Assert.True(signs.IsAutomatic);
        Assert.Equal(["sent@test.example"], signs.Returned!.MessageIds);
        var recipient = Assert.Single(signs.Returned.Recipients);
        Assert.Equal("jane@elsewhere.example", recipient.Address);
        Assert.StartsWith("5.", recipient.Code, StringComparison.Ordinal);
        Assert.Contains("unknown user", recipient.Reason, StringComparison.Ordinal);
    }

    private static async Task SendAsync(PostfixServer server, string sender, string recipient)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await ExpectAsync(reader, "220");
        (string Line, string Reply)[] steps =
        [
            ("HELO client.test.example", "250"),
            ($"MAIL FROM:<{sender}>", "250"),
            ($"RCPT TO:<{recipient}>", "250"),
            ("DATA", "354"),
            ($"From: {sender}\r\nTo: {recipient}\r\nSubject: Hello\r\nMessage-ID: <sent@test.example>\r\n\r\nHello\r\n.", "250"),
            ("QUIT", "221"),
        ];
        foreach (var (line, reply) in steps)
        {
            await writer.WriteLineAsync(line);
            await ExpectAsync(reader, reply);
        }
    }

    private static async Task ExpectAsync(StreamReader reader, string code) => Assert.StartsWith(code, await reader.ReadLineAsync(), StringComparison.Ordinal);
}
