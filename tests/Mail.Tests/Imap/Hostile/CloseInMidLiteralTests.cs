using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class CloseInMidLiteralTests
{
    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[] {1000}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {1000}\r\nhalf of it")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {4}\r\nfour")]
    [InlineData("* 1 FETCH (UID 1 BO")]
    [InlineData("")]
    public async Task Fetch_CutOff_FailsWithThatCauseForEver(string sent)
    {
        await using var server = Scripted.ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("UID FETCH");
            await c.SendAsync(sent);
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var first = await Assert.ThrowsAsync<ImapConnectionException>(async () =>
        {
            await foreach (var fetch in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Sections = [ImapBodySection.Whole] }))
            {
                Assert.Fail("Half a message was delivered.");
            }
        });
        var second = await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync());

        Assert.Equal(ImapStage.Read, first.Stage);
        Assert.Same(first, second.InnerException);
    }

    [Fact]
    public async Task Bye_InTheMiddle_IsTheCause()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync("* BYE [UNAVAILABLE] maintenance\r\n"));

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => HostileServer.FetchAllAsync(server));

        Assert.Equal(ImapStage.Bye, failure.Stage);
        Assert.Contains("maintenance", failure.Message, StringComparison.Ordinal);
    }
}
