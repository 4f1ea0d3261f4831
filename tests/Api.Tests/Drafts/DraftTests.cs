using System.Text.Json;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Outgoing;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Drafts;

/// <summary>Drafts over HTTP, in mailboxes that no session looks after, with a way out that a script plays.</summary>
public sealed class DraftTests(OutgoingFixture fixture) : IClassFixture<OutgoingFixture>
{
    private const string Drafts = "/api/v1/emails/drafts";
    private const string Draft = "/api/v1/emails/draft";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Draft_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var mailbox = await fixture.AddMailboxAsync(user);
        var created = await user.PostAsync(Draft, new { connection_id = mailbox, subject = "Hello" });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Draft}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal(("draft", false, 1L), (created.Text("state"), created.Json.GetProperty("in_mailbox").GetBoolean(), Revision(created)));

        var saved = await PutAsync(user, one, new { connection_id = mailbox, subject = "Hello", body_text = "Dear Ada", to = new[] { new { email = "ada@example.org", name = "Ada" } } });
        Assert.Equal(2, Revision(saved));
        var read = (await user.GetAsync(one)).Json.GetProperty("message");
        Assert.Equal(("Hello", "Dear Ada", "ada@example.org"), (Text(read, "subject"), Text(read, "body_text"), Text(read.GetProperty("to")[0], "email")));
        var listed = (await user.GetAsync(Drafts)).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal((id, "Hello", "Dear Ada"), (Text(listed, "id"), Text(listed, "subject"), Text(listed, "preview")));

        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");
        (await user.DeleteAsync(one)).IsProblem(404, "not_found");
        (await PutAsync(user, one, new { connection_id = mailbox })).IsProblem(404, "not_found");
        Assert.Empty((await user.GetAsync(Drafts)).Json.GetProperty("items").EnumerateArray());
        var events = (await user.GetAsync("/api/v1/events?types=draft.created,draft.deleted")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([DraftEvents.Created, DraftEvents.Deleted], events.Select(item => Text(item, "type")));
        Assert.All(events, item => Assert.Equal((id, mailbox), (Text(item.GetProperty("data"), "draft_id"), Text(item.GetProperty("data"), "connection_id"))));
        Assert.Equal($"draft:{id}", (await Host.AuditedAsync(user.UserId, DraftActions.Create)).Target);
        Assert.Equal($"draft:{id}", (await Host.AuditedAsync(user.UserId, DraftActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task Draft_ThatIsNotComplete_IsKeptAsItIs()
    {
        using var user = await Host.RegisterAsync();
        var mailbox = await fixture.AddMailboxAsync(user);

        var created = await user.PostAsync(Draft, new { connection_id = mailbox, to = new[] { new { email = "ad" } }, body_html = "<p>unfinished" });

        Assert.Equal(201, (int)created.Status);
        var message = (await user.GetAsync($"{Draft}/{created.Text("id")}")).Json.GetProperty("message");
        Assert.Equal(("ad", "<p>unfinished"), (Text(message.GetProperty("to")[0], "email"), Text(message, "body_html")));
        (await user.PostAsync($"{Draft}/{created.Text("id")}/send", new { undo_seconds = 0 })).IsProblem(400, "validation_failed");
        Assert.Equal("draft", (await user.GetAsync($"{Draft}/{created.Text("id")}")).Text("state"));
    }

    [PostgresFact]
    public async Task Save_OfAnOldRevision_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var mailbox = await fixture.AddMailboxAsync(user);
        var one = $"{Draft}/{(await user.PostAsync(Draft, new { connection_id = mailbox })).Text("id")}";

        Assert.Equal(2, Revision(await PutAsync(user, $"{one}?revision=1", new { connection_id = mailbox, subject = "a" })));

        (await PutAsync(user, $"{one}?revision=1", new { connection_id = mailbox, subject = "b" })).IsProblem(412, "precondition_failed");
        (await user.DeleteAsync($"{one}?revision=1")).IsProblem(412, "precondition_failed");
        (await PutAsync(user, $"{one}?revision=x", new { connection_id = mailbox })).IsProblem(400, "validation_failed");
        Assert.Equal(204, (int)(await user.DeleteAsync($"{one}?revision=2")).Status);
    }

    [PostgresFact]
    public async Task Save_WithFieldsThatCannotBe_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        using var other = await Host.RegisterAsync();
        var (mailbox, second, foreign) = (await fixture.AddMailboxAsync(user), await fixture.AddMailboxAsync(user), await fixture.AddMailboxAsync(other));
        var one = $"{Draft}/{(await user.PostAsync(Draft, new { connection_id = mailbox })).Text("id")}";

        (await user.PostAsync(Draft, new { subject = "No mailbox" })).IsProblem(400, "validation_failed");
        (await user.PostAsync(Draft, new { connection_id = foreign })).IsProblem(404, "not_found");
        (await user.PostAsync(Draft, new { connection_id = mailbox, text = "?" })).IsProblem(400, "unknown_field");
        (await PutAsync(user, one, new { connection_id = second })).IsProblem(400, "validation_failed");
        (await user.PostAsync($"{one}/send", new { undo_seconds = 121 })).IsProblem(400, "validation_failed");
        (await user.PostAsync($"{one}/send", new { timezone = "Europe/Berlin" })).IsProblem(400, "validation_failed");
        (await user.PostAsync($"{one}/send", new { if_no_reply = true })).IsProblem(400, "validation_failed");
        (await user.GetAsync($"{Drafts}?after=x")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Draft_SentManyTimesAtOnce_LeavesOnceAndIsGone()
    {
        using var user = await Host.RegisterAsync();
        var (id, mark) = await CompleteAsync(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => user.PostAsync($"{Draft}/{id}/send", new { undo_seconds = 0 })));

        var outgoing = Assert.Single(answers.Where(answer => (int)answer.Status == 202).Select(answer => answer.Text("id")).Distinct());
        await Eventually.True(async () => (await user.GetAsync($"/api/v1/outgoing/{outgoing}")).Text("state") == OutgoingStates.Sent);
        Assert.Single(fixture.Submitter.Submitted, mail => System.Text.Encoding.UTF8.GetString(mail.Message.Span).Contains(mark, StringComparison.Ordinal));
        (await user.GetAsync($"{Draft}/{id}")).IsProblem(404, "not_found");
        await Eventually.True(async () => (await user.GetAsync("/api/v1/events?types=draft.deleted")).Json.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal($"draft:{id}", (await Host.AuditedAsync(user.UserId, DraftActions.Send)).Target);
    }

    [PostgresFact]
    public async Task Draft_BeingSent_CannotBeChanged_UntilItIsCancelled()
    {
        using var user = await Host.RegisterAsync();
        var (id, mark) = await CompleteAsync(user);
        var one = $"{Draft}/{id}";
        var outgoing = (await user.PostAsync($"{one}/send", new { undo_seconds = 60 })).Text("id");

        var held = await user.GetAsync(one);
        Assert.Equal(("sending", outgoing), (held.Text("state"), held.Text("outgoing_id")));
        var body = new { connection_id = held.Text("connection_id"), subject = "Changed" };
        (await PutAsync(user, one, body)).IsProblem(409, DraftProblems.IsSending);
        (await user.DeleteAsync(one)).IsProblem(409, DraftProblems.IsSending);
        Assert.Equal(outgoing, (await user.PostAsync($"{one}/send", new { undo_seconds = 60 })).Text("id"));

        await user.PostAsync($"/api/v1/outgoing/{outgoing}/cancel");

        Assert.Equal("draft", (await user.GetAsync(one)).Text("state"));
        Assert.Equal(200, (int)(await PutAsync(user, one, body)).Status);
        Assert.DoesNotContain(fixture.Submitter.Submitted, mail => System.Text.Encoding.UTF8.GetString(mail.Message.Span).Contains(mark, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Draft_ThatIsRefused_IsADraftAgain()
    {
        using var user = await Host.RegisterAsync();
        var (id, mark) = await CompleteAsync(user);
        fixture.Submitter.Then(mark, SubmitFate.Refused);

        var outgoing = (await user.PostAsync($"{Draft}/{id}/send", new { undo_seconds = 0 })).Text("id");

        await Eventually.True(async () => (await user.GetAsync($"/api/v1/outgoing/{outgoing}")).Text("state") == OutgoingStates.Failed);
        Assert.Equal("draft", (await user.GetAsync($"{Draft}/{id}")).Text("state"));
    }

    private async Task<(string Id, string Mark)> CompleteAsync(ApiClient user)
    {
        var (mailbox, mark) = (await fixture.AddMailboxAsync(user), $"mark{Guid.NewGuid():N}");
        var created = await user.PostAsync(Draft, new { connection_id = mailbox, subject = mark, body_text = "Hello", to = new[] { new { email = "ada@example.org" } } });
        return (created.Text("id"), mark);
    }

    private static Task<ApiAnswer> PutAsync(ApiClient user, string path, object body) => user.SendAsync(HttpMethod.Put, path, body);

    private static long Revision(ApiAnswer answer) => answer.Json.GetProperty("revision").GetInt64();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
