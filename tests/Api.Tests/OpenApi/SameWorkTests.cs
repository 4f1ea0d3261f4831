using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>
/// How long an answer takes tells nobody whether somebody else has what an id names: for another's id the database is asked what it is
/// asked for an id of nobody's. Compared by statements, since times vary.
/// </summary>
public sealed class SameWorkTests
{
    [PostgresFact]
    public async Task IdsOfOthers_CostTheStatementsThatUnknownOnesDo()
    {
        using var capture = new StatementCapture();
        await using var host = await ApiHost.StartAsync(new StandingClock()); // What is remembered of a caller would expire within a comparison.
        using var owner = await host.RegisterAsync();
        using var stranger = await host.RegisterAsync();
        var ids = await IsolationTests.ResourcesAsync(owner);
        var heard = 0;
        foreach (var operation in (await ApiOperation.ReadAllAsync(host)).Where(operation => operation is { NeedsUser: true, NeedsAdmin: false }))
        {
            if (IsolationTests.Paths(operation, ids) is not (var path, { } unknown))
                continue;
            Task<IReadOnlyList<string>> OfAsync(string at) => capture.OfAsync(IsolationTests.Request(operation, at), stranger.SendAsync);
            await OfAsync(unknown); // what is remembered of the stranger from now on is the same for both
            var (none, others) = (await OfAsync(unknown), await OfAsync(path));
            Assert.True(none.SequenceEqual(others), $"{operation}, unknown:\n{string.Join("\n", none)}\nanother's:\n{string.Join("\n", others)}");
            heard += none.Count;
        }

        Assert.True(heard > 10, $"Only {heard} statements were heard.");
    }
}
