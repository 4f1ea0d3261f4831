using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Jobs;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Jobs;

/// <summary>The queue as administrators see and change it.</summary>
public sealed class JobTests
{
    private const string Path = "/api/v1/admin/jobs";

    [PostgresFact]
    public async Task Jobs_ByKindAndState_AreListedByPagesNewestFirst()
    {
        await using var host = await ApiHost.StartAsync();
        using var admin = await host.RegisterAdminAsync();
        var queue = host.Services.GetRequiredService<JobQueue>();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add($"{await queue.EnqueueAsync(new NewJob("test.a", admin.UserId, "content"), default):N}");
        var later = await queue.EnqueueAsync(new NewJob("test.b", null, "") { RunAt = TimeProvider.System.GetUtcNow().AddHours(1) }, default);

        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await admin.GetAsync($"{Path}?kind=test.a&state=ready&limit=2&after={after}");
            Assert.DoesNotContain("content", System.Text.Encoding.UTF8.GetString(page.Body), StringComparison.Ordinal);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            after = page.Json.GetProperty("next_after").GetString();
        }
        while (after is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
        var scheduled = Assert.Single((await admin.GetAsync($"{Path}?state=scheduled")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((later.ToString("N"), "test.b"), (scheduled.GetProperty("id").GetString(), scheduled.GetProperty("kind").GetString()));
        Assert.Empty((await admin.GetAsync($"{Path}?state=parked")).Json.GetProperty("items").EnumerateArray());
        (await admin.GetAsync($"{Path}?state=lost")).IsProblem(400, "validation_failed");
        (await admin.GetAsync($"{Path}?after=nonsense")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task ParkedJob_Retried_RunsAgain()
    {
        var handler = new FailingHandler();
        await using var host = await ApiHost.StartAsync(configure: services => services.AddSingleton<IJobHandler>(handler));
        using var admin = await host.RegisterAdminAsync();
        var id = await host.Services.GetRequiredService<JobQueue>().EnqueueAsync(new NewJob(handler.Kind, admin.UserId, ""), default);
        await Eventually.True(async () => (await StateAsync(admin, id)) == JobStates.Parked);
        var parked = (await admin.GetAsync($"{Path}?state=parked")).Json.GetProperty("items")[0];
        Assert.Equal(("The server refused.", 1), (parked.GetProperty("error").GetString(), parked.GetProperty("attempts").GetInt32()));
        await Eventually.True(async () => await CountParkedAsync(admin, handler.Kind) == 1);

        handler.Fails = false;
        Assert.Equal(200, (int)(await admin.PostAsync($"{Path}/{id:N}/retry")).Status);

        await Eventually.True(async () => await StateAsync(admin, id) is null);
        Assert.Equal($"job:{id:N}", (await host.AuditedAsync(admin.UserId, JobActions.Retry)).Target);
        (await admin.PostAsync($"{Path}/{id:N}/retry")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task RunningJob_IsNotRetriedAndIsInterruptedWhenItIsCancelled()
    {
        var handler = new EndlessHandler();
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Jobs:Lease"] = "00:00:20" }, configure: services => services.AddSingleton<IJobHandler>(handler));
        using var admin = await host.RegisterAdminAsync();
        var id = await host.Services.GetRequiredService<JobQueue>().EnqueueAsync(new NewJob(handler.Kind, admin.UserId, ""), default);
        await Eventually.True(async () => await StateAsync(admin, id) == JobStates.Running);
        (await admin.PostAsync($"{Path}/{id:N}/retry")).IsProblem(409, "job_running");

        Assert.Equal(204, (int)(await admin.DeleteAsync($"{Path}/{id:N}")).Status);

        await Eventually.True(async () => await StateAsync(admin, id) is null);
        await host.AuditedAsync(admin.UserId, JobActions.Cancel);
        (await admin.DeleteAsync($"{Path}/{id:N}")).IsProblem(404, "not_found");
    }

    private static async Task<string?> StateAsync(ApiClient admin, Guid id) =>
        (await admin.GetAsync(Path)).Json.GetProperty("items").EnumerateArray()
            .Where(job => job.GetProperty("id").GetString() == id.ToString("N"))
            .Select(job => job.GetProperty("state").GetString())
            .SingleOrDefault();

    private static async Task<long> CountParkedAsync(ApiClient admin, string kind) =>
        (await admin.GetAsync($"{Path}/stats")).Json.GetProperty("kinds").EnumerateArray()
            .Where(stats => stats.GetProperty("kind").GetString() == kind)
            .Sum(stats => stats.GetProperty("parked").GetInt64());

    private sealed class FailingHandler : IJobHandler
    {
        private volatile bool _fails = true;

        public bool Fails
        {
            get => _fails;
            set => _fails = value;
        }

        public string Kind => "test.fails";

        public Task RunAsync(Job job, CancellationToken cancellationToken) =>
            Fails ? throw new JobException("The server refused.") { IsFinal = true } : Task.CompletedTask;
    }

    private sealed class EndlessHandler : IJobHandler
    {
        public string Kind => "test.endless";

        public Task RunAsync(Job job, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
