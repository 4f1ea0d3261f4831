using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class SearchTests
{
    public static TheoryData<ImapSearch, string> Criteria { get; } = new()
    {
        { ImapSearch.Or(ImapSearch.Answered, ImapSearch.And(ImapSearch.Draft, ImapSearch.Not(ImapSearch.Seen))), "OR ANSWERED (DRAFT NOT SEEN)" },
        { ImapSearch.On(new DateOnly(2026, 1, 2)), "ON 2-Jan-2026" },
        { ImapSearch.SentSince(new DateOnly(2026, 1, 2)), "SENTSINCE 2-Jan-2026" },
        { ImapSearch.Older(TimeSpan.FromDays(1)), "OLDER 86400" },
        { ImapSearch.Larger(5), "LARGER 5" },
        { ImapSearch.Keyword("$Junk"), "KEYWORD $Junk" },
        { ImapSearch.From("a\"b"), "FROM \"a\\\"b\"" },
        { ImapSearch.EmailId("M-1_a"), "EMAILID M-1_a" },
        { ImapSearch.Gmail("has:attachment in:unread"), "X-GM-RAW \"has:attachment in:unread\"" },
        { ImapSearch.GmailLabel("ä"), "X-GM-LABELS \"&AOQ-\"" },
        { ImapSearch.GmailThread(5), "X-GM-THRID 5" },
        { ImapSearch.ModSeq(7), "MODSEQ 7" },
        { ImapSearch.Saved, "UID $" },
    };

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Criterion_IsWrittenAsTheRfcSays(ImapSearch criterion, string expected)
    {
        var writer = new CommandWriter(false, false);
        criterion.Write(writer);

        Assert.Equal(expected + "\r\n", Encoding.UTF8.GetString(writer.Finish()[0].Bytes.Span));
    }

    [Fact]
    public void Criterion_ThatCouldBeMoreThanItself_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ImapSearch.EmailId("a) ALL"));
        Assert.Throws<ArgumentException>(() => ImapSearch.Keyword("a b"));
        Assert.Throws<ArgumentException>(() => ImapSearch.Keyword("\\Seen"));
        Assert.Throws<ArgumentException>(() => ImapSearch.Subject("a\r\nX LOGOUT"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImapSearch.Older(TimeSpan.Zero));
    }

    [Fact]
    public async Task Search_ForMoreThanTheServerKnows_IsNotSent()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        foreach (var criterion in new[] { ImapSearch.Saved, ImapSearch.Gmail("x"), ImapSearch.Not(ImapSearch.ModSeq(1)), ImapSearch.And(ImapSearch.All, ImapSearch.Younger(TimeSpan.FromHours(1))) })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.UidSearchAsync(criterion));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.UidSearchAsync(ImapSearch.All, new ImapSearchOptions { Save = true }));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Search_WithOptions_TellsWhatWasAskedAndIgnoresOtherTags()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 ESEARCH SEARCHRES");
            await c.ExpectAsync("UID SEARCH RETURN (SAVE MIN MAX COUNT) UNSEEN");
            await c.SendAsync($"* ESEARCH (TAG \"other\") UID ALL 1:99 COUNT 99\r\n* ESEARCH (TAG \"{c.Tag}\") UID MIN 3 MAX 9 COUNT 4 X-NEW (1 2)\r\n{c.Tag} OK done\r\n");
            await c.ExpectAsync("UID SEARCH RETURN (ALL) (UID $ FLAGGED)");
            await c.SendAsync($"* ESEARCH (TAG \"{c.Tag}\") UID\r\n{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var found = await client.UidSearchAsync(ImapSearch.Unseen, new ImapSearchOptions { All = false, Bounds = true, Count = true, Save = true });

        Assert.Equal(new ImapSearchResult { Min = 3, Max = 9, Count = 4 }, found);
        Assert.True((await client.UidSearchAsync(ImapSearch.And(ImapSearch.Saved, ImapSearch.Flagged))).IsEmpty);
    }

    [Fact]
    public async Task Search_WithOptionsButWithoutESearch_WorksThemOut()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 CONDSTORE");
            await c.AnswerAsync("UID SEARCH MODSEQ 5", "* SEARCH 9 3 (MODSEQ 12)\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var found = await client.UidSearchAsync(ImapSearch.ModSeq(5), new ImapSearchOptions { All = false, Bounds = true, Count = true });

        Assert.Equal(new ImapSearchResult { Min = 3, Max = 9, Count = 2, ModSeq = 12 }, found);
    }
}
