using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class LiteralBombTests
{
    [Theory]
    [InlineData("BODY[] {1073741824}\r\n")]
    [InlineData("BODY[] {9223372036854775807}\r\n")]
    [InlineData("BODY[] {99999999999999999999999}\r\n")]
    [InlineData("BODY[] {-1}\r\n")]
    [InlineData("BODY[] {1x}\r\n")]
    [InlineData("BODY[] {}\r\n")]
    public async Task Fetch_OfAnAnnouncedMonster_IsFatalBeforeAByteIsBuffered(string announcement)
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync("* 1 FETCH (UID 1 " + announcement));

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task Fetch_OfManyLegalLiterals_IsBoundedInSum()
    {
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            await c.SendAsync("* 1 FETCH (UID 1");
            for (var i = 0; i < 10; i++)
            {
                await c.SendAsync($" BODY[{i}] {{10000}}\r\n{new string('x', 10_000)}");
            }
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task Fetch_OfEmptyLiteralsWithoutEnd_IsBoundedInNumber()
    {
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            await c.SendAsync("* 1 FETCH (UID 1");
            for (var i = 0; i < 300; i++)
            {
                await c.SendAsync(" BODY[] {0}\r\n");
            }
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task List_WithAMonsterForAName_IsFatal()
    {
        await using var server = Scripted.ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.LoggedInAsync();
            await c.ExpectAsync("LIST");
            await c.SendAsync("* LIST () \"/\" {70000000}\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.ListAsync());
    }
}
