using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Jobs;
using EmailAgent.Intelligence;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Categories;

/// <summary>The end of subscriptions, on a real server of a sender.</summary>
public sealed class UnsubscribeTests : IDisposable
{
    private const string Path = "/api/v1/senders/news@example.org/unsubscribe";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unsubscribe");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task OneClick_IsOneRequestThatTheSenderAccepts()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        var received = new List<string>();
        sender.Answer("127.0.0.1/leave", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            received.Add($"{context.Request.Method} {context.Request.ContentType} {await reader.ReadToEndAsync()}");
        });
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: true, $"https://127.0.0.1:{sender.Port}/leave", "mailto:leave@example.org");

        var request = () => new HttpRequestMessage(HttpMethod.Post, Path) { Headers = { { "Idempotency-Key", "once" } } };
        var first = await user.SendAsync(request());
        var again = await user.SendAsync(request());

        Assert.Equal((200, "accepted", "one_click"), ((int)first.Status, first.Text("state"), first.Text("method")));
        Assert.Equal(200, first.Json.GetProperty("status").GetInt32());
        Assert.Equal("POST application/x-www-form-urlencoded List-Unsubscribe=One-Click", Assert.Single(received));
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal($"unsubscription:{first.Text("id")}", (await host.AuditedAsync(user.UserId, CategoryActions.Unsubscribe)).Target);
    }

    [PostgresFact]
    public async Task Attempt_WhoseProcessDied_IsMadeAgainByItsJob()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        sender.Answer("127.0.0.1/leave", _ => Task.CompletedTask);
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: true, $"https://127.0.0.1:{sender.Port}/leave");
        var id = (await user.PostAsync(Path)).Text("id");
        var database = host.Services.GetRequiredService<NpgsqlDataSource>();
        await using (var died = database.CreateCommand("UPDATE unsubscriptions SET state = 'sending', status = NULL, ended_at = NULL"))
            Assert.Equal(1, await died.ExecuteNonQueryAsync());

        await using var waiting = database.CreateCommand($"DELETE FROM jobs WHERE kind = '{UnsubscribeSettlement.Name}' AND run_at > now() RETURNING payload");
        var payload = Assert.IsType<string>(await waiting.ExecuteScalarAsync());
        var job = new Job(Guid.NewGuid(), UnsubscribeSettlement.Name, user.UserId, payload, 1, default, default);
        var settlement = host.Services.GetServices<IJobHandler>().OfType<UnsubscribeSettlement>().Single();
        await settlement.RunAsync(job, default);
        await settlement.RunAsync(job, default);

        await using var state = database.CreateCommand("SELECT state FROM unsubscriptions WHERE ended_at IS NOT NULL");
        Assert.Equal("accepted", await state.ExecuteScalarAsync());
        Assert.Equal(2, sender.Requests.Count);
        Assert.Equal(Guid.Parse(id).ToString("N"), payload);
    }

    [PostgresFact]
    public async Task OneClick_ThatTheSenderRefuses_HasFailed()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        sender.Answer("127.0.0.1/leave", context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: true, $"https://127.0.0.1:{sender.Port}/leave");

        var answer = await user.PostAsync(Path);

        Assert.Equal(("failed", 410), (answer.Text("state"), answer.Json.GetProperty("status").GetInt32()));
    }

    [PostgresFact]
    public async Task OneClick_ToAPrivateNetwork_IsNeverSent()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: true, "https://10.0.0.1/leave");

        var answer = await user.PostAsync(Path);

        Assert.Equal("failed", answer.Text("state"));
        Assert.Contains("not allowed", answer.Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Offer_WithoutOneClick_IsAPageForTheUser()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: false, $"https://127.0.0.1:{sender.Port}/leave");

        var answer = await user.PostAsync(Path);

        Assert.Equal(("needs_user", "link", $"https://127.0.0.1:{sender.Port}/leave"), (answer.Text("state"), answer.Text("method"), answer.Text("url")));
        Assert.Empty(sender.Requests);
    }

    [PostgresFact]
    public async Task Mail_IsNotSentForAKeyThatMustNotSend()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        await AddAsync(user, isOneClick: false, "mailto:leave@example.org");
        using var key = user.With(await user.PostAsync(KeyCalls.Path, new { name = "tidy", scopes = new[] { "mail:read", "mail:modify" } }));

        var answer = await key.PostAsync(Path);

        Assert.Equal(("needs_user", "link", "mailto:leave@example.org"), (answer.Text("state"), answer.Text("method"), answer.Text("url")));
    }

    [PostgresFact]
    public async Task Sender_WithoutAnOfferOrWithoutMail_IsRefused()
    {
        await using var sender = await ScriptedHttpsServer.StartAsync();
        await using var host = await StartAsync(sender);
        using var user = await host.RegisterAsync();
        (await user.PostAsync(Path)).IsProblem(404, "not_found");
        await (await MailSeed.CreateAsync(user)).AddAsync(1, change: (_, message) => message with { FromEmail = "news@example.org" });

        (await user.PostAsync(Path)).IsProblem(422, "cannot_unsubscribe");
    }

    private Task<ApiHost> StartAsync(ScriptedHttpsServer sender)
    {
        var file = System.IO.Path.Combine(_folder.FullName, "authority.pem");
        File.WriteAllText(file, sender.Authority);
        return ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:Http:AuthorityFile"] = file });
    }

    private static async Task AddAsync(ApiClient user, bool isOneClick, params string[] addresses)
    {
        var signals = new MessageSignals { CanUnsubscribe = true, CanUnsubscribeByOneClick = isOneClick };
        await (await MailSeed.CreateAsync(user)).AddAsync(1, change: (_, message) => message with { FromEmail = "News@example.org", Signals = new HeaderSignals(signals, addresses, null) });
    }
}
