using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Slack;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Slack;

/// <summary>Posts of received mail, as an incoming webhook receives them: a web server of the tests that answers as Slack's documentation describes.</summary>
public sealed class SlackTests : IDisposable
{
    private const string Path = "/api/v1/integrations/slack";
    private const string Configure = $"{Path}/configure";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slack");
    private readonly ConcurrentQueue<string> _posts = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Mail_ThatARuleSelects_IsPostedInOrderAndWithoutMarkup()
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        await seed.AddAsync(1, MailEvents.Received);
        var configured = await user.PostAsync(Configure, new { webhook_url = Url(slack), rules = new object[] { new { senders = new[] { "example.com" } }, new { senders = new[] { "Boss@example.org" } } } });

        Assert.Equal((200, "working"), ((int)configured.Status, configured.Text("state")));
        Assert.DoesNotContain("/services/", configured.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("is connected", Assert.Single(_posts), StringComparison.Ordinal);

        await seed.AddAsync(3, MailEvents.Received, (i, message) => message with
        {
            FromEmail = i == 0 ? "boss@example.org" : i == 1 ? "a@mail.example.com" : "other@example.net",
            Subject = i == 0 ? "<!channel> *now* & <https://evil.example|here>" : message.Subject,
        });
        await Eventually.True(() => _posts.Count == 2);

        var post = JsonDocument.Parse(_posts.Last()).RootElement;
        Assert.Equal("2 new messages", post.GetProperty("text").GetString());
        var texts = post.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "section")
            .Select(block => block.GetProperty("text").GetProperty("text").GetString()!).ToList();
        Assert.Contains(texts, text => text.Contains("&lt;!channel&gt; ∗now∗ &amp; &lt;https://evil.example|here&gt;", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("other@example.net", StringComparison.Ordinal));
        Assert.Equal(SlackActions.Configure, (await host.AuditedAsync(user.UserId, SlackActions.Configure)).Action);
        await Eventually.True(async () => (await user.GetAsync(Path)).Json.GetProperty("last_posted_at").ValueKind == JsonValueKind.String);
    }

    [PostgresFact]
    public async Task Mail_OfACategory_IsPostedOnceItsCategoryIsKnown()
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        await user.PostAsync(Configure, new { webhook_url = Url(slack), include_preview = false, rules = new[] { new { categories = new[] { "personal", "work" }, min_priority = 0.0 } } });

        await seed.AddAsync(1, MailEvents.Received);
        await Eventually.True(() => _posts.Count == 2);

        Assert.DoesNotContain("about something", _posts.Last(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Post_ThatSlackDefers_IsMadeAgainWithoutALoss()
    {
        var busy = true;
        await using var slack = await StartSlackAsync(context =>
        {
            if (!Volatile.Read(ref busy))
                return false;
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "1");
            return true;
        });
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        (await user.PostAsync(Configure, new { webhook_url = Url(slack) })).IsProblem(422, SlackProblems.Refused);
        Volatile.Write(ref busy, false);
        await user.PostAsync(Configure, new { webhook_url = Url(slack) });
        var seed = await MailSeed.CreateAsync(user);

        Volatile.Write(ref busy, true);
        await seed.AddAsync(2, MailEvents.Received);
        await Eventually.True(async () => (await user.GetAsync(Path)).Text("state") == SlackStates.Failing);
        Assert.Contains("429", (await user.GetAsync(Path)).Text("last_error"), StringComparison.Ordinal);
        Volatile.Write(ref busy, false);
        await Eventually.True(async () => (await user.GetAsync(Path)).Text("state") == SlackStates.Working);

        Assert.Equal("2 new messages", JsonDocument.Parse(_posts.Last()).RootElement.GetProperty("text").GetString());
    }

    [PostgresFact]
    public async Task Address_ThatIsGone_EndsThePostsUntilItIsConfiguredAgain()
    {
        var gone = false;
        await using var slack = await StartSlackAsync(context =>
        {
            context.Response.StatusCode = Volatile.Read(ref gone) ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            return Volatile.Read(ref gone);
        });
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        await user.PostAsync(Configure, new { webhook_url = Url(slack) });
        var seed = await MailSeed.CreateAsync(user);

        Volatile.Write(ref gone, true);
        await seed.AddAsync(1, MailEvents.Received);
        await Eventually.True(async () => (await user.GetAsync(Path)).Text("state") == SlackStates.Refused);
        Volatile.Write(ref gone, false);
        Assert.Equal("working", (await user.PostAsync(Configure, new { quiet_hours = (object?)null })).Text("state"));
        await Eventually.True(() => _posts.Any(post => post.Contains("number0", StringComparison.Ordinal)));

        Assert.Equal(204, (int)(await user.DeleteAsync(Path)).Status);
        await host.AuditedAsync(user.UserId, SlackActions.Delete);
        (await user.GetAsync(Path)).IsProblem(404, "not_found");
        (await user.DeleteAsync(Path)).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task QuietHours_PostNothing()
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = (now.AddHours(-2).ToString("HH':'mm", CultureInfo.InvariantCulture), now.AddHours(2).ToString("HH':'mm", CultureInfo.InvariantCulture));
        await user.PostAsync(Configure, new { webhook_url = Url(slack), quiet_hours = new { from, to, timezone = "UTC" } });
        await (await MailSeed.CreateAsync(user)).AddAsync(1, MailEvents.Received);
        await Eventually.True(async () =>
        {
            await using var waits = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT due_at > now() + interval '1 hour' FROM slack_integrations");
            return (bool)(await waits.ExecuteScalarAsync())!;
        });

        Assert.Single(_posts);
        await user.PostAsync(Configure, new { });
        await Eventually.True(() => _posts.Count == 3);
    }

    [PostgresFact]
    public async Task Mail_OfADisabledUser_IsNotPosted()
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        await user.PostAsync(Configure, new { webhook_url = Url(slack) });
        await using (var disabled = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("UPDATE users SET disabled_at = now()"))
            await disabled.ExecuteNonQueryAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(1, MailEvents.Received);

        await host.Services.GetServices<IJobHandler>().OfType<SlackPoster>().Single().RunAsync(
            new Job(Guid.NewGuid(), SlackPoster.Name, user.UserId, "", 1, default, default), default);

        Assert.Single(_posts);
    }

    [PostgresTheory]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","rules":[{"senders":["a@\u0000b"]}]}""", "rules[0].senders")]
    [InlineData("""{}""", "webhook_url")]
    [InlineData("""{"webhook_url":"https://example.org/services/x"}""", "webhook_url")]
    [InlineData("""{"webhook_url":"http://127.0.0.1/services/x"}""", "webhook_url")]
    [InlineData("""{"webhook_url":"https://a:b@127.0.0.1/services/x"}""", "webhook_url")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","rules":[{"min_priority":2}]}""", "rules[0].min_priority")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","rules":[null]}""", "rules[0]")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","rules":[{"categories":["none"]}]}""", "rules[0].categories")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","rules":[{"senders":["not a domain"]}]}""", "rules[0].senders")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","quiet_hours":{"from":"25:00","to":"07:00","timezone":"UTC"}}""", "quiet_hours.from")]
    [InlineData("""{"webhook_url":"https://127.0.0.1/s","quiet_hours":{"from":"22:00","to":"07:00","timezone":"Mars"}}""", "quiet_hours.timezone")]
    public async Task Settings_OutOfRange_AreNamed(string body, string field)
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();

        var answer = await user.PostAsync(Configure, JsonDocument.Parse(body).RootElement);

        Assert.Equal([field], answer.IsProblem(400, "validation_failed").ErrorFields());
        Assert.Empty(_posts);
    }

    [PostgresFact]
    public async Task Key_ThatCannotReadMail_CannotHaveItPosted()
    {
        await using var slack = await StartSlackAsync();
        await using var host = await StartAsync(slack);
        using var user = await host.RegisterAsync();
        using var key = user.With(await user.PostAsync(KeyCalls.Path, new { name = "hooks", scopes = new[] { "webhooks:read", "webhooks:manage" } }));

        Assert.Equal(403, (int)(await key.PostAsync(Configure, new { webhook_url = Url(slack) })).Status);
        Assert.Empty(_posts);
    }

    private static string Url(ScriptedHttpsServer slack) => $"https://127.0.0.1:{slack.Port}/services/T0/B0/secret";

    /// <param name="answers">Answers instead; false to have the post accepted.</param>
    private async Task<ScriptedHttpsServer> StartSlackAsync(Func<HttpContext, bool>? answers = null)
    {
        var slack = await ScriptedHttpsServer.StartAsync();
        slack.Answer("127.0.0.1/services/T0/B0/secret", async context =>
        {
            if (answers?.Invoke(context) == true)
                return;
            using var reader = new StreamReader(context.Request.Body);
            _posts.Enqueue(await reader.ReadToEndAsync());
            await context.Response.WriteAsync("ok");
        });
        return slack;
    }

    private Task<ApiHost> StartAsync(ScriptedHttpsServer slack)
    {
        var file = System.IO.Path.Combine(_folder.FullName, "authority.pem");
        File.WriteAllText(file, slack.Authority);
        return ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Webhooks:Http:AuthorityFile"] = file,
            ["Slack:Hosts:0"] = "127.0.0.1",
            ["Slack:Interval"] = "00:00:01",
        });
    }
}
