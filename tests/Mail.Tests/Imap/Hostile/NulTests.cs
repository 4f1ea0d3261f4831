using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class NulTests
{
    [Fact]
    public async Task Response_WithNulInItsText_IsFatal()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync("* 1 FETCH (UID 1 X \"a\0b\")\r\n"));

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task Message_WithNul_IsDeliveredAsItIs()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync($"* 1 FETCH (UID 1 BODY[] {{3}}\r\na\0b)\r\n{c.Tag} OK done\r\n"));

        var fetch = Assert.Single(await HostileServer.FetchAllAsync(server));

        Assert.Equal("a\0b"u8.ToArray(), fetch.Sections[0].Data.ToArray());
    }

    [Theory]
    [InlineData("us\0er", "pw")]
    [InlineData("user", "p\r\nA1 LOGOUT")]
    [InlineData("us\ner", "pw")]
    public async Task Login_WithControlCharacters_IsNotSent(string user, string password)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("NOOP", "");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => client.LoginAsync(user, password));
        await client.NoopAsync();
    }
}
