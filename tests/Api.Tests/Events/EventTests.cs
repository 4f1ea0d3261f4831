using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

[Collection(ApiTests.Name)]
public sealed class EventTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task List_AfterAPosition_GoesOnFromThere()
    {
        using var user = await fixture.Host.RegisterAsync();
        await new EventWriter(user).AppendAsync("email.received", 7);

        var first = await user.GetAsync("/api/v1/events?limit=5");
        var rest = await user.GetAsync($"/api/v1/events?after={first.Json.GetProperty("next_after").GetInt64()}");
        var none = await user.GetAsync($"/api/v1/events?after={rest.Json.GetProperty("next_after").GetInt64()}");

        Assert.Equal([1, 2, 3, 4, 5], Sequence(first));
        Assert.Equal([6, 7], Sequence(rest));
        Assert.Empty(Sequence(none));
        Assert.Equal(7, none.Json.GetProperty("next_after").GetInt64());
        Assert.Equal("email.received", first.Json.GetProperty("items")[0].GetProperty("type").GetString());
        Assert.Equal(1, first.Json.GetProperty("items")[0].GetProperty("data").GetProperty("n").GetInt32());
    }

    [PostgresFact]
    public async Task List_BeyondTheEnd_GoesBackToItAndSaysSo()
    {
        using var user = await fixture.Host.RegisterAsync();
        await new EventWriter(user).AppendAsync("email.received", 3);

        var beyond = (await user.GetAsync("/api/v1/events?after=500")).Json;
        var atEnd = (await user.GetAsync("/api/v1/events?after=3")).Json;

        Assert.Equal((3, true), (beyond.GetProperty("next_after").GetInt64(), beyond.GetProperty("rewound").GetBoolean()));
        Assert.Equal((3, false), (atEnd.GetProperty("next_after").GetInt64(), atEnd.GetProperty("rewound").GetBoolean()));
    }

    [PostgresFact]
    public async Task List_OnlySomeTypes_StillMovesPastTheOthers()
    {
        using var user = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(user);
        await writer.AppendAsync("email.received", 2);
        await writer.AppendAsync("email.deleted", 3);

        var answer = await user.GetAsync("/api/v1/events?types=email.received");

        foreach (var both in new[] { "types=email.received,email.deleted", "types=email.received&types=email.deleted" })
        {
            Assert.Equal([1, 2, 3, 4, 5], Sequence(await user.GetAsync($"/api/v1/events?{both}")));
        }

        Assert.Equal([1, 2], Sequence(answer));
        Assert.Equal(5, answer.Json.GetProperty("next_after").GetInt64());
    }

    [PostgresTheory]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("types=email.recieved", "types")]
    public async Task List_UnusableParameter_IsNamed(string query, string field)
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Equal([field], (await user.GetAsync($"/api/v1/events?{query}")).IsProblem(400, "validation_failed").ErrorFields());
    }

    private static IEnumerable<long> Sequence(ApiAnswer answer) => answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64());
}
