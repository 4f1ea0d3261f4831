using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class SearchTests
{
    [Fact]
    public async Task Search_WithESearch_IgnoresOtherTagsAndUnknownItems()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 ESEARCH");
            await c.ExpectAsync("UID SEARCH RETURN (ALL) UNSEEN");
            await c.SendAsync($"* ESEARCH (TAG \"other\") UID ALL 1:99 COUNT 99\r\n* ESEARCH (TAG \"{c.Tag}\") UID MIN 3 X-NEW (1 2) ALL 3:9 COUNT 7\r\n{c.Tag} OK done\r\n");
            await c.ExpectAsync("UID SEARCH RETURN (ALL) UID 4");
            await c.SendAsync($"* ESEARCH (TAG \"{c.Tag}\") UID\r\n{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal("3:9", (await client.UidSearchAsync(ImapSearch.Unseen)).ToString());
        Assert.True((await client.UidSearchAsync(ImapSearch.Uids(UidSet.Of(4)))).IsEmpty);
    }

    [Fact]
    public async Task Search_HeaderField_IsQuotedAndCannotBreakOut()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1");
            await c.AnswerAsync("UID SEARCH HEADER \"Message-ID\" \"<a\\\"b\\\\c@example.org>\"", "* SEARCH 7\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal("7", (await client.UidSearchAsync(ImapSearch.Header("Message-ID", "<a\"b\\c@example.org>"))).ToString());
        Assert.Throws<ArgumentException>(() => ImapSearch.Header("Message-ID", "<a>\r\nA1 LOGOUT"));
        Assert.Throws<ArgumentException>(() => ImapSearch.Header("Subject", "Grüße"));
        Assert.Throws<ArgumentException>(() => ImapSearch.Header("Subject", ""));
    }

    [Fact]
    public async Task Search_WithoutESearch_TakesAllAnswers()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 CONDSTORE");
            await c.AnswerAsync("UID SEARCH ALL", "* SEARCH 9 3 (MODSEQ 12)\r\n* SEARCH 2\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal("2:3,9", (await client.UidSearchAsync(ImapSearch.All)).ToString());
    }
}
