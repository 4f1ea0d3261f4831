using EmailAgent.Grains.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmailAgent.Stores.Tests.Models;

/// <summary>Requests to a model: what is sent, what it costs, and what a host in trouble leads to.</summary>
public sealed class ModelHostTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "hi")];

    [PostgresFact]
    public async Task Model_ThatIsNotConfigured_IsOff()
    {
        var host = storage.Get<ModelHost>();

        Assert.False(host.IsOn);
        Assert.False(host.Allows(MailShare.Nothing));
        Assert.Equal(ModelAnswer.Off, await host.AskAsync(await storage.AddUserAsync(), "test", MailShare.Nothing, Question, null, default));
    }

    [PostgresFact]
    public async Task Answer_OfEachForm_IsCountedByItsRealCost()
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        var userId = await storage.AddUserAsync();
        using var first = Host(server);
        using var second = Host(server, options =>
        {
            options.Api = ModelApi.Anthropic;
            options.Endpoint = server.Address;
            options.ApiKey = "key";
        });

        Assert.Equal(new ModelAnswer(ModelResult.Answered, "Certainly."), await AskAsync(first, userId));
        Assert.Equal(new ModelAnswer(ModelResult.Answered, "Certainly."), await AskAsync(second, userId));

        Assert.Equal(["POST /v1/chat/completions", "POST /v1/messages"], server.Requests);
        Assert.Equal(16L, await SpentAsync(userId));
    }

    [PostgresFact]
    public async Task PartsOfMail_ThatMayNotLeave_AreNotSent()
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        using var host = Host(server, options => options.Sends = MailShare.Subjects);
        var userId = await storage.AddUserAsync();

        Assert.Equal(ModelAnswer.NotAllowed, await AskAsync(host, userId, MailShare.Bodies));
        Assert.Empty(server.Requests);
        Assert.True((await AskAsync(host, userId, MailShare.Subjects)).IsAnswered);
    }

    [PostgresFact]
    public async Task Budget_WithManyRequestsAtOnce_IsNeverExceeded()
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        server.Tokens = 40;
        // Each request reserves two bytes, what is around them, and the longest answer: 40 tokens.
        using var host = Host(server, options => (options.LongestAnswer, options.TokensPerUserAndDay, options.ConcurrentRequests) = (6, 219, 16));
        var userId = await storage.AddUserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(host, userId)));

        Assert.Equal((5, 15), (answers.Count(answer => answer.IsAnswered), answers.Count(answer => answer == ModelAnswer.OverBudget)));
        Assert.Equal((5, 200L), (server.Requests.Count, await SpentAsync(userId)));
        Assert.True((await AskAsync(host, await storage.AddUserAsync())).IsAnswered);
    }

    [PostgresFact]
    public async Task HostInTrouble_IsSpared()
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        server.Faults.Percent = 100;
        server.Faults.Choice = [HttpFault.ServerError];
        var time = new ManualTimeProvider();
        using var host = Host(server, time: time);
        var userId = await storage.AddUserAsync();

        for (var i = 0; i < 10; i++)
            Assert.Equal(ModelAnswer.Unavailable, await AskAsync(host, userId));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(0L, await SpentAsync(userId));
        server.Faults.Percent = 0;
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await AskAsync(host, userId)).IsAnswered);
    }

    [PostgresTheory]
    [InlineData(HttpFault.Silent)]
    [InlineData(HttpFault.Garbage)]
    [InlineData(HttpFault.CutBefore)]
    [InlineData(HttpFault.CutAnswer)]
    public async Task Answer_ThatDoesNotCome_IsUnavailableAndSentOnce(HttpFault fault)
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        server.Faults.Percent = 100;
        server.Faults.Choice = [fault];
        using var host = Host(server, options => options.Timeout = fault == HttpFault.Silent ? TimeSpan.FromMilliseconds(300) : options.Timeout);

        Assert.Equal(ModelAnswer.Unavailable, await AskAsync(host, await storage.AddUserAsync()));

        Assert.Single(server.Requests);
    }

    [PostgresFact]
    public async Task Answer_OfTenMegabytes_IsUnavailable()
    {
        await using var server = await ScriptedModelHost.CreateAsync();
        server.Text = new string('x', 10_000_000);
        using var host = Host(server);

        Assert.Equal(ModelAnswer.Unavailable, await AskAsync(host, await storage.AddUserAsync()));
    }

    private static Task<ModelAnswer> AskAsync(ModelHost host, Guid userId, MailShare share = MailShare.Nothing) => host.AskAsync(userId, "test", share, Question, null, default);

    private ModelHost Host(ScriptedModelHost server, Action<ModelOptions>? change = null, TimeProvider? time = null)
    {
        var options = new ModelOptions { Endpoint = new Uri(server.Address, "v1"), Model = "m" };
        change?.Invoke(options);
        return new ModelHost(Options.Create(options), storage.Get<ModelBudget>(), time ?? TimeProvider.System, NullLogger<ModelHost>.Instance);
    }

    private Task<long> SpentAsync(Guid userId) => storage.ScalarAsync<long>("SELECT sum(tokens)::bigint FROM model_usage WHERE user_id = $1", userId);
}
