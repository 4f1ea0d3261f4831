using System.Net.Http.Json;
using System.Text;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>Messages from the request to their last state, with a way out that a script plays.</summary>
public sealed class OutgoingTests(OutgoingFixture fixture) : IClassFixture<OutgoingFixture>
{
    private const string Send = "/api/v1/emails/send";
    private const string Schedule = "/api/v1/emails/schedule";
    private const string Outgoing = "/api/v1/outgoing";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Message_Sent_LeavesOnceAndIsFollowedByItsEvents()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        var answer = await user.PostAsync(Send, await MailAsync(user, mark, undo: 0));

        Assert.Equal(202, (int)answer.Status);
        Assert.Equal($"{Outgoing}/{answer.Text("id")}", answer.Header("Location"));
        var sent = await UntilAsync(user, answer.Text("id"), OutgoingStates.Sent);
        Assert.Equal(("saved", "sent", 1), (sent.Text("sent_copy"), sent.Json.GetProperty("recipients")[0].GetProperty("state").GetString(), sent.Json.GetProperty("attempts").GetInt32()));
        var submitted = Assert.Single(Submitted(mark));
        Assert.Equal($"<{sent.Text("message_id")}>", submitted.MessageId);
        Assert.Equal(["ada@example.org"], submitted.Recipients);
        var events = (await user.GetAsync("/api/v1/events?types=outgoing.updated")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["queued", "sent"], events.Select(item => item.GetProperty("data").GetProperty("state").GetString()));
        Assert.Equal($"outgoing:{answer.Text("id")}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Send)).Target);
        (await user.PostAsync($"{Outgoing}/{answer.Text("id")}/cancel")).IsProblem(409, OutgoingProblems.TooLate);
        Assert.Equal($"outgoing:{answer.Text("id")}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Cancel, "refused")).Target);
        Assert.Contains("sent", (await user.DeleteAsync($"{Outgoing}/{answer.Text("id")}")).IsProblem(409).Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Message_SentTwiceWithOneKey_LeavesOnce()
    {
        using var user = await Host.RegisterAsync();
        var (mark, key) = (Mark(), Guid.NewGuid().ToString());
        var body = await MailAsync(user, mark, undo: 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => user.SendAsync(Keyed(body, key))));

        var id = Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
        await UntilAsync(user, id, OutgoingStates.Sent);
        Assert.Single((await user.GetAsync(Outgoing)).Json.GetProperty("items").EnumerateArray());
        Assert.Single(Submitted(mark));
    }

    [PostgresFact]
    public async Task Message_OfAMailboxWithAPasswordForSubmission_IsSubmittedWithIt()
    {
        using var user = await Host.RegisterAsync();
        var (mark, password) = (Mark(), Guid.NewGuid().ToString());
        var connection = await OutgoingMailbox.AddAsync(user, submissionPassword: password);

        await UntilAsync(user, (await user.PostAsync(Send, Mail(connection, mark, undo: 0))).Text("id"), OutgoingStates.Sent);

        Assert.Contains(password, fixture.Submitter.Passwords);
    }

    [PostgresFact]
    public async Task Message_CancelledInTime_NeverLeaves()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        var id = (await user.PostAsync(Send, await MailAsync(user, mark, undo: 60))).Text("id");

        var cancelled = await user.PostAsync($"{Outgoing}/{id}/cancel");

        Assert.Equal("cancelled", cancelled.Text("state"));
        Assert.Equal(200, (int)(await user.PostAsync($"{Outgoing}/{id}/cancel")).Status);
        (await user.PostAsync($"{Outgoing}/{id}/retry")).IsProblem(409, OutgoingProblems.TooLate);
        Assert.Empty(Submitted(mark));
    }

    [PostgresFact]
    public async Task Message_Deferred_IsSentByALaterAttempt_WithOneMessageId()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        fixture.Submitter.Then(mark, SubmitFate.Deferred, SubmitFate.Deferred);

        var sent = await UntilAsync(user, (await user.PostAsync(Send, await MailAsync(user, mark, undo: 0))).Text("id"), OutgoingStates.Sent);

        Assert.Equal(3, sent.Json.GetProperty("attempts").GetInt32());
        Assert.Equal(3, Submitted(mark).Count);
        Assert.Single(Submitted(mark).Select(mail => mail.MessageId).Distinct());
    }

    [PostgresFact]
    public async Task Message_Refused_FailsAtOnceWithTheServersWords_AndCanBeRetried()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        fixture.Submitter.Then(mark, SubmitFate.Refused);
        var id = (await user.PostAsync(Send, await MailAsync(user, mark, undo: 0))).Text("id");

        var failed = await UntilAsync(user, id, OutgoingStates.Failed);

        Assert.Equal("Refused by the script", failed.Text("error"));
        Assert.Single((await user.GetAsync("/api/v1/events?types=email.send_failed")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("queued", (await user.PostAsync($"{Outgoing}/{id}/retry")).Text("state"));
        Assert.Equal($"outgoing:{id}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Retry)).Target);
        await UntilAsync(user, id, OutgoingStates.Sent);
        Assert.Equal(2, Submitted(mark).Count);
    }

    [PostgresFact]
    public async Task Message_OfUnknownOutcome_IsNotSentAgain()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        fixture.Submitter.Then(mark, SubmitFate.Unknown);
        var id = (await user.PostAsync(Send, await MailAsync(user, mark, undo: 0))).Text("id");

        var unknown = await UntilAsync(user, id, OutgoingStates.Unknown);

        Assert.Equal("unknown", unknown.Json.GetProperty("recipients")[0].GetProperty("state").GetString());
        (await user.PostAsync($"{Outgoing}/{id}/cancel")).IsProblem(409, OutgoingProblems.TooLate);
        Assert.Single(Submitted(mark));
    }

    [PostgresFact]
    public async Task Retry_RepeatedWithOneKey_SendsOnceMore()
    {
        using var user = await Host.RegisterAsync();
        var (mark, key) = (Mark(), Guid.NewGuid().ToString());
        fixture.Submitter.Then(mark, SubmitFate.Unknown, SubmitFate.Unknown);
        var id = (await user.PostAsync(Send, await MailAsync(user, mark, undo: 0))).Text("id");
        await UntilAsync(user, id, OutgoingStates.Unknown);

        Assert.Equal("queued", (await user.SendAsync(Keyed($"{Outgoing}/{id}/retry", key))).Text("state"));
        await Eventually.True(async () => (await user.GetAsync($"{Outgoing}/{id}")) is var mail && mail.Text("state") == "unknown" && mail.Json.GetProperty("attempts").GetInt32() == 2);
        var repeated = await user.SendAsync(Keyed($"{Outgoing}/{id}/retry", key));

        Assert.Equal(("queued", "true"), (repeated.Text("state"), repeated.Header("Idempotency-Replayed")));
        Assert.Equal(2, Submitted(mark).Count);
        Assert.True((await user.GetAsync($"{Outgoing}/{id}")).Json.GetProperty("recipients")[0].GetProperty("maybe_sent").GetBoolean());
    }

    [PostgresFact]
    public async Task Message_Scheduled_IsListedChangedAndSentWhenItIsDue()
    {
        using var user = await Host.RegisterAsync();
        var mark = Mark();
        var connection = await fixture.AddMailboxAsync(user);
        var later = TimeProvider.System.GetUtcNow().AddDays(1);
        var id = (await user.PostAsync(Schedule, Scheduled(connection, mark, later))).Text("id");
        var other = (await user.PostAsync(Schedule, Scheduled(connection, Mark(), later.AddDays(-0.5)))).Text("id");

        var listed = (await user.GetAsync("/api/v1/emails/scheduled")).Json.GetProperty("items").EnumerateArray().Select(mail => mail.GetProperty("id").GetString());
        Assert.Equal([other, id], listed);
        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/emails/scheduled/{other}")).Status);

        var wrong = new { message = new { connection_id = connection, to = new[] { "nobody" }, subject = mark, body_text = "Hello" } };
        Assert.Equal(["message.to[0]"], (await user.PatchAsync($"/api/v1/emails/scheduled/{id}", wrong)).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["if_no_reply"], (await user.PatchAsync($"/api/v1/emails/scheduled/{id}", new { if_no_reply = true })).IsProblem(400, "validation_failed").ErrorFields());

        var due = TimeProvider.System.GetUtcNow().AddSeconds(5);
        var changed = await user.PatchAsync($"/api/v1/emails/scheduled/{id}", new { send_at = due.ToString("O") });
        Assert.Equal("scheduled", changed.Text("state"));
        var sent = await UntilAsync(user, id, OutgoingStates.Sent);

        Assert.InRange(sent.Json.GetProperty("sent_at").GetDateTimeOffset() - due, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMinutes(1)); // not a day later
        Assert.Single(Submitted(mark));
        Assert.Single((await user.GetAsync("/api/v1/events?types=scheduled.sent")).Json.GetProperty("items").EnumerateArray());
        (await user.PatchAsync($"/api/v1/emails/scheduled/{id}", new { send_at = later.ToString("O") })).IsProblem(409, OutgoingProblems.TooLate);
        Assert.Equal($"outgoing:{other}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Schedule)).Target);
        Assert.Equal($"outgoing:{id}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Change)).Target);
        Assert.Equal($"outgoing:{other}", (await Host.AuditedAsync(user.UserId, OutgoingActions.Cancel)).Target);
    }

    [PostgresFact]
    public async Task Scheduled_ChangedByManyWithOneTag_LetsOneThrough()
    {
        using var user = await Host.RegisterAsync();
        var later = TimeProvider.System.GetUtcNow().AddDays(1);
        var id = (await user.PostAsync(Schedule, Scheduled(await fixture.AddMailboxAsync(user), Mark(), later))).Text("id");
        var (path, tag) = ($"/api/v1/emails/scheduled/{id}", (await user.GetAsync($"{Outgoing}/{id}")).Header("ETag")!);

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => user.SendIfAsync(HttpMethod.Patch, path, tag, new { send_at = later.AddHours(i).ToString("O") })));

        Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.All(answers.Where(answer => (int)answer.Status != 200), answer => answer.IsProblem(412, "precondition_failed"));
        (await user.SendIfAsync(HttpMethod.Delete, path, tag)).IsProblem(412, "precondition_failed");
        Assert.Equal(204, (int)(await user.SendIfAsync(HttpMethod.Delete, path, (await user.GetAsync($"{Outgoing}/{id}")).Header("ETag")!)).Status);
    }

    [PostgresFact]
    public async Task Request_WithAWrongField_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var connection = await fixture.AddMailboxAsync(user);

        Assert.Equal(["undo_seconds"], (await user.PostAsync(Send, Mail(connection, "x", 121))).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["undo_seconds"], (await user.PostAsync(Send, Mail(connection, "x", -1))).IsProblem(400, "validation_failed").ErrorFields());
        (await user.PostAsync(Send, Mail(Guid.NewGuid().ToString("N"), "x", 0))).IsProblem(404, "not_found");
        (await user.PostAsync(Send, Mail(await fixture.AddMailboxAsync(user, "no-way-out"), "x", 0))).IsProblem(409, OutgoingProblems.CannotSend);
        (await user.PostAsync(Schedule, Scheduled(connection, "x", TimeProvider.System.GetUtcNow().AddDays(-1)))).IsProblem(400, "validation_failed");
        (await user.PostAsync(Schedule, Scheduled(connection, "x", TimeProvider.System.GetUtcNow().AddDays(3650)))).IsProblem(400, "validation_failed");
        (await user.GetAsync($"{Outgoing}?state=lost")).IsProblem(400, "validation_failed");
        (await user.GetAsync($"{Outgoing}/{Guid.NewGuid():N}")).IsProblem(404, "not_found");
        Assert.Empty((await user.GetAsync(Outgoing)).Json.GetProperty("items").EnumerateArray());
    }

    [PostgresFact]
    public async Task Messages_BeyondTheLimitOfADay_AreRefused()
    {
        using var user = await Host.RegisterAsync();
        var connection = await fixture.AddMailboxAsync(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => user.PostAsync(Send, Mail(connection, $"m{i}", 60))));

        Assert.Equal(20, answers.Count(answer => (int)answer.Status == 202));
        Assert.All(answers.Where(answer => (int)answer.Status != 202), answer => answer.IsProblem(429, OutgoingProblems.LimitReached));
    }

    private static string Mark() => $"mark{Guid.NewGuid():N}";

    private static object Mail(string connection, string subject, int undo) =>
        new { connection_id = connection, to = new[] { "ada@example.org" }, subject, body_text = "Hello", undo_seconds = undo };

    private static object Scheduled(string connection, string subject, DateTimeOffset at) =>
        new { connection_id = connection, to = new[] { "ada@example.org" }, subject, body_text = "Hello", send_at = at.ToString("O") };

    private static HttpRequestMessage Keyed(object body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Send) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static HttpRequestMessage Keyed(string path, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static async Task<ApiAnswer> UntilAsync(ApiClient user, string id, string state) => await Eventually.Value(async () =>
    {
        var answer = await user.GetAsync($"{Outgoing}/{id}");
        return answer.Text("state") == state ? answer : null;
    });

    private async Task<object> MailAsync(ApiClient user, string subject, int undo) => Mail(await fixture.AddMailboxAsync(user), subject, undo);

    private IReadOnlyList<MailToSubmit> Submitted(string mark) =>
        [.. fixture.Submitter.Submitted.Where(mail => Encoding.UTF8.GetString(mail.Message.Span).Contains(mark, StringComparison.Ordinal))];
}
