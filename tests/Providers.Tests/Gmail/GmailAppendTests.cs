using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

public sealed class GmailAppendTests(GmailFixture google) : IClassFixture<GmailFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [EmulateFact]
    public async Task Draft_IsInTheMailboxAndInTheCopyAtOnce()
    {
        await using var gmail = await google.StartAsync();
        var mailbox = await SyncedAsync(gmail);

        var outcome = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first"));

        var id = Assert.IsType<LabelledLocation>(outcome.Location).RemoteId;
        Assert.Equal("first", mailbox.Copy.Messages[id].Subject);
        Assert.Contains("DRAFT", (await gmail.Mailbox.StateAsync())[id]);
        await gmail.AssertEqualAsync(mailbox.Copy);
        await mailbox.PullAsync(PullScope.All);
        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal([id], await mailbox.FindAsync("<first@gmail.com>", "drafts"));
    }

    [EmulateTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Draft_ThatReplacesAnother_LeavesOneDraft(bool inANewSession)
    {
        await using var gmail = await google.StartAsync();
        var mailbox = await SyncedAsync(gmail);
        var first = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first"));
        if (inANewSession) mailbox.DropSession();

        await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "second") with { Replaces = first.Location });

        Assert.Equal("second", Assert.Single(mailbox.Copy.Messages).Value.Subject);
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task Draft_WhoseOlderVersionIsGone_IsSavedAsANewOne()
    {
        await using var gmail = await google.StartAsync();
        var mailbox = await SyncedAsync(gmail);
        var first = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first"));
        await gmail.Mailbox.DeleteAsync(((LabelledLocation)first.Location!).RemoteId);

        await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "second") with { Replaces = first.Location });

        Assert.Equal("second", Assert.Single(mailbox.Copy.Messages).Value.Subject);
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task Draft_WhoseAnswerIsLost_IsMadeOnceAndFoundAgain()
    {
        await using var gmail = await google.StartAsync();
        var mailbox = await SyncedAsync(gmail);
        gmail.Proxy.Faults.Next(HttpFault.CutAnswer);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first")));

        Assert.Equal(ProviderFailure.Unreachable, failure.Failure);
        Assert.Single(await mailbox.FindAsync("<first@gmail.com>", "drafts"));
    }

    [EmulateFact]
    public async Task Sent_IsFiledWithoutBeingSent()
    {
        await using var gmail = await google.StartAsync();
        var mailbox = await SyncedAsync(gmail);

        var outcome = await mailbox.AppendAsync(Message(MessageToAppend.Sent, "old") with { Flags = [@"\Seen"] });

        var id = ((LabelledLocation)outcome.Location!).RemoteId;
        Assert.Equal(["SENT"], (await gmail.Mailbox.StateAsync())[id]);
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    private static async Task<SyncedGmail> SyncedAsync(GmailWorld gmail)
    {
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        return mailbox;
    }

    private static MessageToAppend Message(string role, string subject) => new(
        role,
        Encoding.ASCII.GetBytes($"From: ann@gmail.com\r\nTo: bob@example.org\r\nSubject: {subject}\r\nMessage-ID: <{subject}@gmail.com>\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\nHello.\r\n"),
        [],
        Noon,
        Replaces: null);
}
