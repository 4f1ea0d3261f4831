using EmailAgent.Providers.Gmail;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

public sealed class GmailSessionTests(GmailFixture google) : IClassFixture<GmailFixture>
{
    private static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [EmulateFact]
    public async Task Sync_OfExistingMail_IsHistoryAndExact()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.PageSize, options.BatchCalls) = (10, 7, 4));
        await gmail.FillAsync(30, LongAgo);
        await gmail.Mailbox.ImportAsync(GmailMailbox.Message("spam", LongAgo.AddYears(-1)), ["SPAM"]);
        var mailbox = new SyncedGmail(gmail);

        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(31, mailbox.Copy.RemoteTotal);
        await mailbox.BackfillAsync();
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6"], mailbox.Copy.Messages.Values.Select(message => message.Subject).Order(StringComparer.Ordinal));
        Assert.All(mailbox.Copy.Messages.Values, message => Assert.True(message.IsPartial));
        await mailbox.SyncAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Log);
        Assert.Equal(31, mailbox.Copy.Contents.Distinct().Count());
        Assert.Equal(31, mailbox.Copy.Contents.Count);
        Assert.Contains(mailbox.Copy.Folders, folder => folder is { Ref: "Label_2", Path: "Work/Plans", Role: null });
        Assert.Equal(["drafts", "inbox", "junk", "sent", "trash"], mailbox.Copy.Folders.Select(folder => folder.Role).OfType<string>().Order());
    }

    [EmulateFact]
    public async Task Sync_LosingItsSessionAfterEveryBatch_FetchesNothingTwice()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.BatchCalls) = (5, 4));
        await gmail.FillAsync(25, LongAgo);
        var mailbox = new SyncedGmail(gmail);

        await mailbox.PullAsync(PullScope.All, 1);
        for (var i = 0; i < 40 && !(await mailbox.SessionAsync()).HistoryComplete; i++)
        {
            await mailbox.PullAsync(PullScope.All);
            await mailbox.BackfillAsync();
            await mailbox.BackfillAsync(1);
            mailbox.DropSession();
            await mailbox.PullAsync(PullScope.Pushed);
        }

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Log);
        Assert.Equal(25, mailbox.Copy.Contents.Count);
    }

    [EmulateFact]
    public async Task Arrivals_AfterConnecting_AreAnnouncedOnceAsWhatTheyAre()
    {
        await using var gmail = await google.StartAsync();
        await gmail.FillAsync(3, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.PullAsync(PullScope.All);
        // Before the history is there.
        await gmail.Mailbox.ImportAsync("early");
        await mailbox.SyncAsync();
        await gmail.Mailbox.ImportAsync("received");
        await gmail.Mailbox.ImportAsync("sent", "SENT");
        await gmail.Mailbox.ImportAsync("draft", "DRAFT");
        var archived = await gmail.Mailbox.ImportAsync("archived at once");
        await gmail.Mailbox.ModifyAsync(archived, [], ["INBOX"]);
        var gone = await gmail.Mailbox.ImportAsync("gone at once");
        await gmail.Mailbox.DeleteAsync(gone);

        await mailbox.PullAsync(PullScope.Pushed);
        await mailbox.PullAsync(PullScope.Pushed);
        await mailbox.PullAsync(PullScope.All);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal(["Received early", "Received received", "Sent sent", "Filed draft", "Received archived at once"], mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task Changes_OnTheServer_AreFoundByHistoryAlone()
    {
        await using var gmail = await google.StartAsync(options => options.PageSize = 3);
        var ids = await gmail.FillAsync(8, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        var fetched = mailbox.Copy.Contents.Count;

        var label = await gmail.Mailbox.CreateLabelAsync("Made/Later");
        await gmail.Mailbox.ModifyAsync(ids[0], ["STARRED", label], ["UNREAD"]);
        await gmail.Mailbox.ModifyAsync(ids[1], ["Label_1"], ["INBOX"]);
        await gmail.Mailbox.TrashAsync(ids[2]);
        await gmail.Mailbox.TrashAsync(ids[3]);
        await gmail.Mailbox.UntrashAsync(ids[3]);
        await gmail.Mailbox.DeleteAsync(ids[4]);
        await mailbox.PullAsync(PullScope.Pushed);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal(["deleted m4"], mailbox.Copy.Log);
        Assert.Equal(fetched, mailbox.Copy.Contents.Count);
    }

    [EmulateTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LostHistory_WithChangesMeanwhile_EndsExactWithoutFalseEvents(bool changing)
    {
        await using var gmail = await google.StartAsync(options => options.PageSize = 4);
        var ids = await gmail.FillAsync(12, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        await gmail.Mailbox.ModifyAsync(ids[0], ["STARRED"], ["UNREAD", "INBOX"]);
        await gmail.Mailbox.DeleteAsync(ids[1]);
        await gmail.Mailbox.ImportAsync("unheard");
        await gmail.Mailbox.ImportAsync("sent unheard", "SENT");
        gmail.Proxy.ForgottenBefore = await gmail.Mailbox.HistoryIdAsync();
        if (changing)
        {
            var calls = 0;
            gmail.Proxy.Meanwhile = async path =>
            {
                if (path.Contains("/messages?", StringComparison.Ordinal) && ++calls is 2 or 5 or 9)
                {
                    await gmail.Mailbox.ModifyAsync(ids[calls], ["Label_1"], ["UNREAD"]);
                    await gmail.Mailbox.ImportAsync($"meanwhile {calls}");
                }
            };
        }

        await mailbox.PullAsync(PullScope.Pushed);
        Assert.False((await mailbox.SessionAsync()).HistoryComplete);
        mailbox.DropSession();
        await mailbox.SyncAsync();
        gmail.Proxy.Meanwhile = null;
        await mailbox.SyncAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        string[] meanwhile = changing ? ["Received meanwhile 2", "Received meanwhile 5", "Received meanwhile 9"] : [];
        Assert.Equal(new[] { "deleted m1", "Received unheard", "Sent sent unheard" }.Concat(meanwhile).Order(), mailbox.Copy.Log.Order());
    }

    [EmulateFact]
    public async Task Reconcile_OfACopyThatIsWrong_MakesItRight()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(6, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();

        mailbox.Copy.Apply(new LabelledChanges { States = [new RemoteState(ids[0], [], [@"\Flagged"])], RemovedIds = [ids[1]] });
        mailbox.Copy.Log.Clear();
        await mailbox.SyncAsync();
        Assert.NotEqual(GmailWorld.Lines(await gmail.Mailbox.StateAsync()), GmailWorld.Lines(mailbox.Copy.State()));
        await mailbox.SyncAsync(PullScope.Reconcile);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Log);
    }

    [EmulateTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Edit_DuringALongReconciliation_IsDoneBetweenTwoSteps_AndTheResultIsExact(bool lost)
    {
        await using var gmail = await google.StartAsync(options => options.PageSize = 2);
        var ids = await gmail.FillAsync(20, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        mailbox.Copy.Apply(new LabelledChanges { States = [.. ids.Take(12).Select(id => new RemoteState(id, [], [@"\Flagged"]))] });
        if (lost)
        {
            await gmail.Mailbox.DeleteAsync(ids[19]);
            gmail.Proxy.ForgottenBefore = await gmail.Mailbox.HistoryIdAsync();
        }

        await mailbox.PullAsync(PullScope.Reconcile);
        var steps = 0;
        for (; !(await mailbox.SessionAsync()).HistoryComplete; steps++)
        {
            var before = gmail.Proxy.Requests.Count;
            await mailbox.BackfillAsync();
            Assert.InRange(gmail.Proxy.Requests.Count - before, 0, 5);
            MessageEdit edit = steps % 2 == 0 ? new FlagEdit([@"\Seen"], []) : new ArchiveEdit();
            if (steps < 18) await mailbox.EditAsync(edit, ids[steps]);
            if (steps % 5 == 0) await mailbox.PullAsync(PullScope.Pushed);
        }

        await mailbox.PullAsync(PullScope.Pushed);
        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.InRange(steps, 20, 100);
        Assert.Equal(lost ? ["deleted m19"] : [], mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task InitialSync_OfAQuietMailbox_ListsItOnceAndFetchesNothingTwice()
    {
        await using var gmail = await google.StartAsync(options => (options.PageSize, options.BatchCalls, options.BackfillMessages, options.FirstScreen) = (10, 5, 40, 10));
        await gmail.FillAsync(40, LongAgo);
        var mailbox = new SyncedGmail(gmail);

        await mailbox.SyncAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal(4, gmail.Proxy.Requests.Count(request => request.Contains("/messages?", StringComparison.Ordinal)));
        Assert.Equal(40 + 10, gmail.Proxy.MessagesRead);
    }

    [EmulateFact]
    public async Task InitialSync_WithMailMovingWhileItIsListed_ListsAgain()
    {
        await using var gmail = await google.StartAsync(options => (options.PageSize, options.FirstScreen) = (5, 0));
        var ids = await gmail.FillAsync(20, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        var lists = 0;
        gmail.Proxy.Meanwhile = async path =>
        {
            // What is deleted from the first page moves what follows to the pages before.
            if (path.Contains("/messages?", StringComparison.Ordinal) && ++lists == 3)
            {
                foreach (var id in ids.Take(3)) await gmail.Mailbox.DeleteAsync(id);
            }
        };

        await mailbox.SyncAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal(17, mailbox.Copy.Contents.Count);
    }

    [EmulateTheory]
    [InlineData("/labels", "{}")]
    [InlineData("/messages", "{}")]
    [InlineData("/messages", """{"messages":[],"resultSizeEstimate":0}""")]
    public async Task Reconcile_WithListsThatAreEmptyByMistake_LosesNothing(string path, string answer)
    {
        await using var gmail = await google.StartAsync();
        await gmail.FillAsync(3, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();

        gmail.Proxy.Instead = asked => asked.Contains(path + "?", StringComparison.Ordinal) ? answer : null;
        await Record.ExceptionAsync(() => mailbox.SyncAsync(PullScope.Reconcile));
        gmail.Proxy.Instead = null;
        mailbox.DropSession();
        await mailbox.SyncAsync(PullScope.Reconcile);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task LabelDeletedOnTheServer_IsLeftByItsMessages()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(2, LongAgo);
        await gmail.Mailbox.ModifyAsync(ids[0], ["Label_1"], []);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();

        await gmail.Mailbox.DeleteLabelAsync("Label_1");
        await mailbox.PullAsync(PullScope.All);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.DoesNotContain(mailbox.Copy.Folders, folder => folder.Ref == "Label_1");
        Assert.Empty(mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task MessageThatGmailFailsOn_DoesNotHoldUpTheOthers()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(5, LongAgo);
        gmail.Proxy.Broken.Add(ids[2]);
        var mailbox = new SyncedGmail(gmail);

        await mailbox.SyncAsync();
        Assert.Equal(4, mailbox.Copy.Contents.Count);
        Assert.Equal((OutstandingKey.Labelled(ids[2]), OutstandingReason.Unavailable), (Assert.Single(mailbox.Copy.Outstanding.All).Key, mailbox.Copy.Outstanding.All.Single().Reason));
        await mailbox.RetryAsync();
        Assert.Single(mailbox.Copy.Outstanding.All);
        gmail.Proxy.Broken.Clear();
        mailbox.DropSession();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Empty(mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task NewMessage_ThatGmailFailsOn_IsOutstandingFromTheCursorThatPassesOverIt_AndAnnouncedWhenItComes()
    {
        await using var gmail = await google.StartAsync();
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        var id = await gmail.Mailbox.ImportAsync(GmailMailbox.Message("late", TimeProvider.System.GetUtcNow().AddMinutes(1)), ["INBOX", "UNREAD"]);
        gmail.Proxy.Broken.Add(id);

        await mailbox.PullAsync(PullScope.Pushed);
        Assert.Equal(id, Assert.Single(mailbox.Copy.Outstanding.All).Key.RemoteId);
        mailbox.DropSession();
        await mailbox.SyncAsync();
        Assert.DoesNotContain(id, mailbox.Copy.Messages.Keys);
        gmail.Proxy.Broken.Clear();
        await mailbox.RetryAsync();

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal("Received late", Assert.Single(mailbox.Copy.Log));
        Assert.Empty(mailbox.Copy.Outstanding.All);
    }

    [EmulateFact]
    public async Task OutstandingMessage_ThatIsGone_IsSettled()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(2, LongAgo);
        gmail.Proxy.Broken.Add(ids[0]);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        Assert.Single(mailbox.Copy.Outstanding.All);
        gmail.Proxy.Broken.Clear();

        await gmail.Mailbox.DeleteAsync(ids[0]);
        await mailbox.RetryAsync();

        Assert.Empty(mailbox.Copy.Outstanding.All);
        await mailbox.SyncAsync();
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task AllMessages_FailingForNow_AreGmailsFault_AndNoneIsPassedOver()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.BackfillMessages) = (0, 20));
        gmail.Proxy.Broken.UnionWith(await gmail.FillAsync(20, LongAgo));
        var mailbox = new SyncedGmail(gmail);

        var error = await Assert.ThrowsAsync<ProviderException>(() => mailbox.SyncAsync());

        Assert.Equal(ProviderFailure.Busy, error.Failure);
        Assert.Empty(mailbox.Copy.Outstanding.All);
        gmail.Proxy.Broken.Clear();
        mailbox.DropSession();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task ManyMessages_FailingWhileGmailHandsOutAnother_AreOutstanding_AndTheOlderOnesArrive()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.BackfillMessages) = (0, 10));
        var ids = await gmail.FillAsync(40, LongAgo);
        gmail.Proxy.Broken.UnionWith(ids.Skip(10).Take(20));
        var mailbox = new SyncedGmail(gmail);

        await mailbox.SyncAsync();

        Assert.Equal((20, 20), (mailbox.Copy.Messages.Count, mailbox.Copy.Outstanding.All.Count));
        gmail.Proxy.Broken.Clear();
        await mailbox.RetryAsync();
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task ManyOutstandingMessages_ThatFailAgain_DoNotEndTheSession()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.BackfillMessages) = (0, 20));
        var ids = await gmail.FillAsync(36, LongAgo);
        gmail.Proxy.Broken.UnionWith(ids.Where((_, index) => index % 3 == 0));
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        Assert.Equal(12, mailbox.Copy.Outstanding.All.Count);

        await mailbox.RetryAsync();

        Assert.Equal(12, mailbox.Copy.Outstanding.All.Count);
        gmail.Proxy.Broken.Clear();
        await mailbox.RetryAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task MessageThatIsTooLarge_IsThereWithItsHeader()
    {
        await using var gmail = await google.StartAsync(options => (options.FirstScreen, options.LargestMessageBytes) = (0, 1 << 20));
        var id = await gmail.Mailbox.ImportAsync(GmailMailbox.Message("large", LongAgo, new string('x', 2 << 20)), ["INBOX"]);
        var mailbox = new SyncedGmail(gmail);

        await mailbox.SyncAsync();

        Assert.Equal(("large", false), (mailbox.Copy.Messages[id].Subject, mailbox.Copy.Messages[id].IsPartial));
    }

    [EmulateFact]
    public async Task Edits_OfEachKind_AreOnTheServerAndInTheCopyAtOnce()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(16, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();

        await mailbox.EditAsync(new FlagEdit([@"\Seen", @"\Flagged"], []), ids[0]);
        await mailbox.EditAsync(new FlagEdit([], [@"\Seen"]), ids[1]);
        await mailbox.EditAsync(new LabelEdit(["Label_1", "Label_2"], ["INBOX"]), ids[2]);
        await mailbox.EditAsync(new MoveEdit("Label_1"), ids[3]);
        await mailbox.EditAsync(new ArchiveEdit(), ids[4], ids[5]);
        await mailbox.EditAsync(new TrashEdit(), ids[6]);
        await mailbox.EditAsync(new UntrashEdit(), ids[6], ids[4]);
        var deleted = await mailbox.EditAsync(new DeleteEdit(), ids[7]);
        var many = await mailbox.EditAsync(new ArchiveEdit(), [.. ids.Skip(8)]);

        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Equal(["deleted m7"], mailbox.Copy.Log);
        Assert.Equal([EditResult.Done], deleted.Results);
        Assert.All(many.Results, result => Assert.Equal(EditResult.Done, result));
        var state = mailbox.Copy.State();
        Assert.Equal(["INBOX", "STARRED"], state[ids[0]]);
        Assert.Contains("INBOX", state[ids[6]]);
        Assert.DoesNotContain("INBOX", state[ids[4]]);
        await mailbox.SyncAsync();
        Assert.Single(mailbox.Copy.Log);
    }

    [EmulateFact]
    public async Task Edit_OfWhatIsGoneOrCannotBe_SaysSo()
    {
        await using var gmail = await google.StartAsync();
        var ids = await gmail.FillAsync(2, LongAgo);
        var mailbox = new SyncedGmail(gmail);
        await mailbox.SyncAsync();
        await gmail.Mailbox.DeleteAsync(ids[0]);

        var gone = await mailbox.EditAsync(new FlagEdit([@"\Flagged"], []), ids[0], ids[1]);
        var unknownLabel = await mailbox.EditAsync(new LabelEdit(["Nowhere"], []), ids[1]);
        var unknownFlag = await mailbox.EditAsync(new FlagEdit([@"\Answered"], []), ids[1]);

        Assert.Equal([EditResult.Gone, EditResult.Done], gone.Results);
        Assert.Equal([EditResult.Refused], unknownLabel.Results);
        Assert.Equal([EditResult.Refused], unknownFlag.Results);
        await gmail.AssertEqualAsync(mailbox.Copy);
    }

    [EmulateFact]
    public async Task Open_WithTokensOfAnotherAccount_IsRefused()
    {
        await using var gmail = await google.StartAsync();

        var other = await Assert.ThrowsAsync<ProviderException>(() => gmail.Provider.OpenAsync(
            new MailboxAccount(new GmailAccountSettings("other@gmail.com").ToJson(), new TokenCredentials(gmail.Tokens)), CancellationToken.None));
        gmail.Proxy.Token = "none";
        var refused = await Assert.ThrowsAsync<ProviderException>(() => new SyncedGmail(gmail).SessionAsync());

        Assert.Equal((ProviderFailure.Authentication, ProviderFailure.Authentication), (other.Failure, refused.Failure));
    }

    [EmulateFact]
    public async Task ReadRaw_GivesTheBytes()
    {
        await using var gmail = await google.StartAsync();
        var bytes = GmailMailbox.Message("raw", LongAgo);
        var id = await gmail.Mailbox.ImportAsync(bytes, ["INBOX"]);
        var session = await new SyncedGmail(gmail).SessionAsync();

        var whole = await session.ReadRawAsync(new LabelledLocation(id), 0, 1, CancellationToken.None);
        Assert.Equal(bytes, whole!.Content.ToArray());
        Assert.True(whole.IsLast);
        Assert.Equal(bytes[10..], (await session.ReadRawAsync(new LabelledLocation(id), 10, 1, CancellationToken.None))!.Content.ToArray());
        Assert.Null(await session.ReadRawAsync(new LabelledLocation("none"), 0, 1, CancellationToken.None));
    }
}
