using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class TransferTests
{
    private const string Plain = "IMAP4rev1 IDLE";

    private static readonly ImapMailbox Archive = ImapMailbox.FromName("Archive");

    [Theory]
    [InlineData("* OK [COPYUID 7 2:3 20:21] moved\r\n* 2 EXPUNGE\r\n* 2 EXPUNGE\r\n", "OK done")]
    [InlineData("* 2 EXPUNGE\r\n* 2 EXPUNGE\r\n", "OK [COPYUID 7 2:3 20:21] done")]
    public async Task Move_WhereOffered_IsOneCommand(string untagged, string end)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 MOVE UIDPLUS");
            await c.AnswerAsync("UID MOVE 2:3 \"Archive\"", untagged, end);
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var moved = await client.UidMoveAsync(UidSet.Of(2, 3), Archive);

        Assert.Equal(7u, moved.Copied.UidValidity);
        Assert.Equal(21u, moved.Copied.Uids.Find(3));
        Assert.True(moved.Remaining.IsEmpty);
        Assert.Equal([2u, 2u], client.TakeChanges().Expunged);
    }

    [Fact]
    public async Task Move_WithUidPlusOnly_MarksAndRemovesExactlyWhatWasCopied()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 UIDPLUS");
            await c.AnswerAsync("UID SEARCH UID 2:*", "* SEARCH 3 2 9\r\n");
            await c.AnswerAsync("UID COPY 2:3,9 \"Archive\"", "", "OK [COPYUID 7 2:3 20:21] done");
            await c.AnswerAsync("UID STORE 2:3 +FLAGS (\\Deleted)", "");
            await c.AnswerAsync("UID EXPUNGE 2:3", "* 2 EXPUNGE\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var moved = await client.UidMoveAsync(UidSet.From(2), Archive);

        Assert.Equal("2:3", moved.Copied.Uids.Sources.ToString());
        Assert.True(moved.Remaining.IsEmpty);
    }

    [Fact]
    public async Task Move_WithoutUidPlus_NeverExpungesAndSaysWhatRemains()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Plain);
            await c.AnswerAsync("UID SEARCH UID 2,5", "* SEARCH 2 5\r\n");
            await c.AnswerAsync("UID COPY 2,5 \"Archive\"", "");
            await c.AnswerAsync("UID STORE 2,5 +FLAGS (\\Deleted)", "");
            await c.AnswerAsync("LOGOUT", "* BYE\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var moved = await client.UidMoveAsync(UidSet.Of(2, 5), Archive);

        Assert.Equal("2,5", moved.Remaining.ToString());
        Assert.Null(moved.Copied.UidValidity);
        await client.LogoutAsync();
    }

    [Theory]
    [InlineData("IMAP4rev1")]
    [InlineData("IMAP4rev1 UIDPLUS")]
    public async Task Move_WhoseCopyIsRefused_MarksNothing(string capabilities)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(capabilities);
            await c.AnswerAsync("UID SEARCH", "* SEARCH 2\r\n");
            await c.AnswerAsync("UID COPY", "", "NO [TRYCREATE] no such mailbox");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.UidMoveAsync(UidSet.Of(2), Archive));

        Assert.Equal("TRYCREATE", refused.Code);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Move_OfNothingThatExists_SendsNoCopy()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 UIDPLUS");
            await c.AnswerAsync("UID SEARCH", "* SEARCH\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal(0, (await client.UidMoveAsync(UidSet.Of(99), Archive)).Copied.Uids.Count);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Move_WithNonsenseForUids_IsMovedAllTheSame()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 MOVE UIDPLUS");
            await c.AnswerAsync("UID MOVE 1:2", "", "OK [COPYUID 7 1:2 1:4294967295] done");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Null((await client.UidMoveAsync(UidSet.Of(1, 2), Archive)).Copied.UidValidity);
    }

    [Fact]
    public async Task Expunge_WithoutUidPlus_IsNotTried()
    {
        await using var server = ScriptedServer.Start(c => c.SelectedAsync(Plain));
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.UidExpungeAsync(UidSet.All));
    }
}
