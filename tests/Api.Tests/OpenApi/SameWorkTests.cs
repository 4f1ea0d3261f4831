using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>
/// How long an answer takes tells nobody whether somebody else has what an id names: for another's id the database is asked what it is
/// asked for an id of nobody's. Compared by statements, since times vary.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class SameWorkTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task IdsOfOthers_CostTheStatementsThatUnknownOnesDo()
    {
        using var capture = new StatementCapture();
        using var owner = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var ids = await IsolationTests.ResourcesAsync(owner);
        var heard = 0;
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation is { NeedsUser: true, NeedsAdmin: false }))
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
