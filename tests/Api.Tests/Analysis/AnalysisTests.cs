using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Sync;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Analysis;

/// <summary>The analysis as users and administrators see it.</summary>
public sealed class AnalysisTests
{
    private const string Status = "/api/v1/analysis/status";

    [PostgresFact]
    public async Task Mail_NewAndOld_IsAnalyzedInTheBackgroundAndOnceMoreAtRequest()
    {
        var step = new CountingStep();
        await using var host = await StartAsync(step);
        using var user = await host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        Assert.Equal((0, 0, 0), Counts(await user.GetAsync(Status)));
        var history = await seed.AddAsync(250);
        var arrived = await seed.AddAsync(3, "email.received");

        await Eventually.True(async () => Counts(await user.GetAsync(Status)) == (253, 253, 0));
        var status = (await user.GetAsync(Status)).Json;
        Assert.Equal((0, 0, JsonValueKind.Null), (status.GetProperty("failed").GetInt32(), status.GetProperty("eta_seconds").GetInt32(), status.GetProperty("complete_from").ValueKind));
        Assert.Equal(history.Concat(arrived).Order(StringComparer.Ordinal), step.Seen.Order(StringComparer.Ordinal));
        await Eventually.True(async () => await CountEventsAsync(user) == arrived.Count);

        Assert.Equal(202, (int)(await user.PostAsync("/api/v1/analysis/restart")).Status);
        await Eventually.True(() => step.Seen.Count == 506);
        await Eventually.True(async () => (await user.GetAsync(Status)).Json.GetProperty("repeating").GetInt32() == 0);
        Assert.Equal((253, 253, 0), Counts(await user.GetAsync(Status)));
        Assert.Equal(arrived.Count, await CountEventsAsync(user));
        await host.AuditedAsync(user.UserId, AnalysisActions.Restart);
    }

    [PostgresFact]
    public async Task Failures_AreShownToAdministratorsByTheirType()
    {
        await using var host = await StartAsync(new CountingStep { IsBroken = true });
        using var user = await host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(2, "email.received");
        await Eventually.True(async () => (await user.GetAsync(Status)).Json.GetProperty("failed").GetInt32() == 2);
        using var admin = await host.RegisterAdminAsync();

        var stats = (await admin.GetAsync("/api/v1/admin/analysis")).Json;

        var failure = Assert.Single(stats.GetProperty("failures").EnumerateArray());
        Assert.Equal(
            ("test", nameof(FormatException), 2),
            (failure.GetProperty("step").GetString(), failure.GetProperty("error").GetString(), failure.GetProperty("messages").GetInt32()));
        var step = Assert.Single(stats.GetProperty("steps").EnumerateArray());
        Assert.Equal(("test", 1), (step.GetProperty("name").GetString(), step.GetProperty("revision").GetInt32()));
        Assert.Equal((2, 0), (stats.GetProperty("failed").GetInt32(), stats.GetProperty("waiting").GetInt32()));
        (await user.GetAsync("/api/v1/admin/analysis")).IsProblem(403);
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_CountsAndRestartsOnlyThere()
    {
        var step = new CountingStep();
        await using var host = await StartAsync(step);
        using var user = await host.RegisterAsync();
        var (seen, hidden) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(user));
        var visible = await seen.AddAsync(2, "email.received");
        await hidden.AddAsync(3, "email.received");
        await Eventually.True(async () => Counts(await user.GetAsync(Status)) == (5, 5, 0));
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "mail:modify" }, connection_ids = new[] { $"{seen.ConnectionId:N}" } }));

        Assert.Equal((2, 2, 0), Counts(await key.GetAsync(Status)));
        Assert.Equal(202, (int)(await key.PostAsync("/api/v1/analysis/restart")).Status);
        await Eventually.True(() => step.Seen.Count >= 7);
        await Eventually.True(async () => (await user.GetAsync(Status)).Json.GetProperty("repeating").GetInt32() == 0);

        Assert.Equal(visible.Order(StringComparer.Ordinal), step.Seen.Skip(5).Order(StringComparer.Ordinal));
    }

    private static Task<ApiHost> StartAsync(CountingStep step) => ApiHost.StartAsync(configure: services =>
    {
        foreach (var other in services.Where(service => service.ServiceType == typeof(IAnalysisStep)).ToList())
            services.Remove(other);
        services.AddSingleton<IAnalysisStep>(step);
    });

    // Of a type that nothing else in these tests causes.
    private static async Task<int> CountEventsAsync(ApiClient user) =>
        (await user.GetAsync($"/api/v1/events?types={SyncEvents.Completed}")).Json.GetProperty("items").GetArrayLength();

    private static (int Analyzed, int Total, int Waiting) Counts(ApiAnswer answer) =>
        (answer.Json.GetProperty("analyzed").GetInt32(), answer.Json.GetProperty("total").GetInt32(), answer.Json.GetProperty("waiting").GetInt32());

    private sealed class CountingStep : IAnalysisStep
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _seen = new();

        public bool IsBroken { get; init; }

        public IReadOnlyList<string> Seen => [.. _seen];

        public string Name => "test";

        public int Version => 1;

        public Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken)
        {
            if (IsBroken)
                throw new FormatException("with words of the message");
            foreach (var message in batch.Messages)
                _seen.Enqueue(message.Id.ToString("N"));
            return Task.FromResult<IReadOnlyList<NewEvent>>([.. batch.Messages.Select(_ => new NewEvent(SyncEvents.Completed, "{}"))]);
        }
    }
}
