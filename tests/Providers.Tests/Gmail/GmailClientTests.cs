using System.Text;
using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Quota;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

public sealed class GmailClientTests(GmailFixture google) : IClassFixture<GmailFixture>
{
    private const QuotaPriority Person = QuotaPriority.Person;

    [EmulateFact]
    public async Task Reads_OfAMailbox_GiveWhatIsThere()
    {
        await using var gmail = await google.StartAsync();
        var bytes = GmailMailbox.Message("bytes", DateTimeOffset.UnixEpoch.AddYears(50), Encoding.Latin1.GetString([.. Enumerable.Range(1, 255).Select(value => (byte)value)]));
        var first = await gmail.Mailbox.ImportAsync(bytes, ["INBOX", "UNREAD"]);
        var second = await gmail.Mailbox.ImportAsync("second", "TRASH");

        var profile = await gmail.Client.GetProfileAsync(Person, default);
        var labels = await gmail.Client.ListLabelsAsync(Person, default);
        var page = await gmail.Client.ListMessagesAsync(null, null, Person, default);
        var raw = await gmail.Client.GetRawAsync(first, Person, default);
        var metadata = await gmail.Client.GetManyAsync([second], GmailFormat.Metadata, Person, false, default).SingleAsync();

        Assert.Equal((gmail.Email, 2L, await gmail.Mailbox.HistoryIdAsync()), (profile.EmailAddress, profile.MessagesTotal, profile.HistoryId));
        Assert.Contains(labels, label => label is { Id: "Label_2", Name: "Work/Plans", Type: "user" });
        Assert.Equal([second, first], page.Ids);
        Assert.Equal([second], Assert.Single(await gmail.Client.ListPagesAsync("TRASH", Person, default).ToListAsync()));
        Assert.Equal(bytes, raw!.Raw!.Value.ToArray());
        Assert.Equal(["INBOX", "UNREAD"], raw.LabelIds!);
        var text = Encoding.UTF8.GetString(GmailMetadata.ToMime(metadata.Message!).Span);
        Assert.Contains("Subject: second\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
        Assert.Equal("Hello.", GmailMetadata.Snippet(metadata.Message!));
        Assert.Null(await gmail.Client.GetRawAsync("nothing", Person, default));
    }

    [EmulateFact]
    public async Task ListMessages_OverSeveralPages_GivesEachOnce()
    {
        await using var gmail = await google.StartAsync(options => options.PageSize = 3);
        for (var i = 0; i < 8; i++) await gmail.Mailbox.ImportAsync($"m{i}");

        var ids = new List<string>();
        GmailMessagePage page;
        string? token = null;
        do
        {
            page = await gmail.Client.ListMessagesAsync(null, token, Person, default);
            ids.AddRange(page.Ids);
            token = page.NextPageToken;
        }
        while (token is not null);

        Assert.Equal((await gmail.Mailbox.StateAsync()).Keys, ids.Order(StringComparer.Ordinal));
        Assert.Equal(8, ids.Count);
    }

    [EmulateFact]
    public async Task History_TellsEachChange_AndIsLostWhenItIsTooOld()
    {
        await using var gmail = await google.StartAsync();
        await gmail.Mailbox.ImportAsync("before");
        var start = await gmail.Mailbox.HistoryIdAsync();
        var id = await gmail.Mailbox.ImportAsync("after");
        await gmail.Mailbox.ModifyAsync(id, ["STARRED"], ["UNREAD"]);
        await gmail.Mailbox.DeleteAsync(id);

        var pages = await gmail.Client.ListHistoryAsync(start, Person, default);
        gmail.Proxy.ForgottenBefore = await gmail.Mailbox.HistoryIdAsync();
        var lost = await gmail.Client.ListHistoryAsync(start, Person, default);

        var page = Assert.Single(pages!);
        Assert.Equal(id, Assert.Single(page.History![0].MessagesAdded!).Message.Id);
        Assert.Equal(["STARRED"], Assert.Single(page.History[1].LabelsAdded!).LabelIds!);
        Assert.Equal(["UNREAD"], Assert.Single(page.History[1].LabelsRemoved!).LabelIds!);
        Assert.Equal(id, Assert.Single(page.History[2].MessagesDeleted!).Message.Id);
        Assert.Null(lost);
    }

    [EmulateFact]
    public async Task Edits_OfMessages_AreSeenOnTheServer()
    {
        await using var gmail = await google.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 4; i++) ids.Add(await gmail.Mailbox.ImportAsync($"m{i}"));

        var modified = await gmail.Client.ModifyAsync([ids[0], "gone"], ["STARRED"], ["UNREAD"], default).ToListAsync();
        await gmail.Client.BatchModifyAsync([ids[1], ids[2], "gone"], ["Label_1"], ["INBOX"], default);
        await gmail.Client.BatchDeleteAsync([ids[3], "gone"], default);
        var label = await gmail.Client.CreateLabelAsync("Work/New", Person, default);

        Assert.Equal(["INBOX", "STARRED"], modified.Single(fetched => fetched.Id == ids[0]).Message!.LabelIds!);
        Assert.Equal(CallVerdict.NotFound, modified.Single(fetched => fetched.Id == "gone").Verdict);
        var state = await gmail.Mailbox.StateAsync();
        Assert.Equal(["Label_1", "UNREAD"], state[ids[1]]);
        Assert.False(state.ContainsKey(ids[3]));
        Assert.True(await gmail.Client.DeleteAsync(ids[0], default));
        Assert.False(await gmail.Client.DeleteAsync(ids[0], default));
        Assert.Contains(await gmail.Client.ListLabelsAsync(Person, default), known => known.Id == label.Id);
    }

    [EmulateTheory]
    [InlineData(HttpFault.Unauthorized)]
    [InlineData(HttpFault.RateLimited)]
    [InlineData(HttpFault.TooMany)]
    [InlineData(HttpFault.ServerError)]
    [InlineData(HttpFault.BadGateway)]
    [InlineData(HttpFault.CutBefore)]
    [InlineData(HttpFault.CutAnswer)]
    public async Task Call_FailingOnce_IsMadeAgain(HttpFault fault)
    {
        await using var gmail = await google.StartAsync();
        var id = await gmail.Mailbox.ImportAsync("one");

        gmail.Proxy.Faults.Next(fault);
        var alone = await gmail.Client.GetRawAsync(id, Person, default);
        gmail.Proxy.Faults.Next(fault);
        var inBatch = await gmail.Client.GetManyAsync([id], GmailFormat.Raw, Person, false, default).SingleAsync();

        Assert.Equal((id, id), (alone!.Id, inBatch.Message!.Id));
        Assert.Equal(fault == HttpFault.Unauthorized ? 2 : 0, gmail.Tokens.Rejected);
    }

    [EmulateTheory]
    [InlineData(HttpFault.Unauthorized, ProviderFailure.Authentication, 2)]
    [InlineData(HttpFault.RateLimited, ProviderFailure.Busy, 5)]
    [InlineData(HttpFault.ServerError, ProviderFailure.Unreachable, 5)]
    [InlineData(HttpFault.CutBefore, ProviderFailure.Unreachable, 5)]
    [InlineData(HttpFault.Garbage, ProviderFailure.Protocol, 1)]
    public async Task Call_FailingForGood_EndsAsWhatItIs(HttpFault fault, ProviderFailure failure, int attempts)
    {
        await using var gmail = await google.StartAsync();
        gmail.Proxy.Faults.Next(Enumerable.Repeat(fault, 10));

        var error = await Assert.ThrowsAsync<ProviderException>(() => gmail.Client.GetProfileAsync(Person, default));

        Assert.Equal(failure, error.Failure);
        Assert.Equal(attempts, gmail.Proxy.Requests.Count);
    }

    [EmulateFact]
    public async Task Call_ToASilentServer_EndsInTime()
    {
        await using var gmail = await google.StartAsync(options => (options.ReadTimeout, options.Attempts) = (TimeSpan.FromMilliseconds(300), 2));
        gmail.Proxy.Faults.Next(Enumerable.Repeat(HttpFault.Silent, 4));

        var alone = await Assert.ThrowsAsync<ProviderException>(() => gmail.Client.GetProfileAsync(Person, default));
        var inBatch = await Assert.ThrowsAsync<ProviderException>(async () => await gmail.Client.GetManyAsync(["x"], GmailFormat.Raw, Person, false, default).ToListAsync());

        Assert.Equal((ProviderFailure.Unreachable, ProviderFailure.Unreachable), (alone.Failure, inBatch.Failure));
    }

    [EmulateFact]
    public async Task Batch_WithPartsThatFail_GivesEachAnswerOnce()
    {
        await using var gmail = await google.StartAsync(options => options.BatchesAtOnce = 1, seed: 7); // So that chance falls in order.
        var ids = new List<string> { "gone" };
        for (var i = 0; i < 70; i++) ids.Add(await gmail.Mailbox.ImportAsync($"m{i}"));
        gmail.Proxy.Broken.Add(ids[5]);
        gmail.Proxy.Faults.PercentOfParts = 20;
        gmail.Proxy.Faults.ChoiceForParts = [HttpFault.TooMany, HttpFault.RateLimited, HttpFault.ServerError];
        gmail.Proxy.Faults.Next(HttpFault.None, HttpFault.CutAnswer);

        var fetched = await gmail.Client.GetManyAsync(ids, GmailFormat.Raw, Person, false, default).ToListAsync();

        Assert.Equal(ids.Order(StringComparer.Ordinal), fetched.Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.Equal(CallVerdict.NotFound, fetched.Single(one => one.Id == "gone").Verdict);
        Assert.Equal(CallVerdict.Failing, fetched.Single(one => one.Id == ids[5]).Verdict);
        Assert.Equal(69, fetched.Count(one => one is { Verdict: CallVerdict.Done, Message.Raw: not null }));
    }

    [EmulateFact]
    public async Task Batch_WithAMessageThatIsTooLarge_GivesTheOthers()
    {
        await using var gmail = await google.StartAsync(options => options.LargestMessageBytes = 1 << 20);
        var small = await gmail.Mailbox.ImportAsync("small");
        var large = await gmail.Mailbox.ImportAsync(GmailMailbox.Message("large", DateTimeOffset.UnixEpoch, new string('x', 2 << 20)), ["INBOX"]);

        var fetched = await gmail.Client.GetManyAsync([small, large], GmailFormat.Raw, Person, false, default).ToDictionaryAsync(one => one.Id);
        var alone = await Assert.ThrowsAsync<ProviderException>(() => gmail.Client.GetRawAsync(large, Person, default));

        Assert.Equal((CallVerdict.Done, CallVerdict.TooLarge), (fetched[small].Verdict, fetched[large].Verdict));
        Assert.Equal(ProviderFailure.Refused, alone.Failure);
    }

    [EmulateFact]
    public async Task Calls_WhileGmailIsDown_AreNotMade()
    {
        await using var gmail = await google.StartAsync(options => options.Breaker.ConnectionFailures = 5);
        gmail.Proxy.Faults.Percent = 100;
        gmail.Proxy.Faults.Choice = [HttpFault.BadGateway, HttpFault.CutBefore];

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(ProviderFailure.Unreachable, (await Assert.ThrowsAsync<ProviderException>(() => gmail.Client.GetProfileAsync(Person, default))).Failure);
        }

        Assert.Equal(5, gmail.Proxy.Requests.Count);
    }
}
