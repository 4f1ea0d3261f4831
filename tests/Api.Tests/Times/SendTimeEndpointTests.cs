using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Times;

/// <summary>What a time in words means, before a message is scheduled with it.</summary>
[Collection(ApiTests.Name)]
public sealed class SendTimeEndpointTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/send-times";

    [PostgresFact]
    public async Task SendTime_AsTimestampLocalTimeOrWords_IsResolved()
    {
        using var user = await fixture.Host.RegisterAsync();

        var local = await user.GetAsync($"{Path}?send_at=2031-07-31T09:00&timezone=europe/berlin");
        Assert.Equal(200, (int)local.Status);
        Assert.Equal(("Europe/Berlin", "2031-07-31T09:00:00+02:00"), (local.Text("timezone"), local.Text("local_time")));
        Assert.Equal(new DateTimeOffset(2031, 7, 31, 7, 0, 0, TimeSpan.Zero), local.Json.GetProperty("send_at").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, local.Json.GetProperty("clock_change").ValueKind);

        Assert.Equal("skipped", (await user.GetAsync($"{Path}?send_at=2027-03-28T02:30&timezone=Europe/Berlin")).Text("clock_change"));
        Assert.Equal("repeated", (await user.GetAsync($"{Path}?send_at=2027-10-31T02:30&timezone=Europe/Berlin")).Text("clock_change"));
        var timestamp = await user.GetAsync($"{Path}?send_at=2031-07-31T09:00:00%2B05:30");
        Assert.Equal((JsonValueKind.Null, "2031-07-31T03:30:00+00:00"), (timestamp.Json.GetProperty("timezone").ValueKind, timestamp.Text("local_time")));
        var words = await user.GetAsync($"{Path}?send_at=tomorrow%209:00&timezone=Asia/Kathmandu");
        Assert.EndsWith("T09:00:00+05:45", words.Text("local_time"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task SendTime_ThatIsNone_IsRefusedByItsField()
    {
        using var user = await fixture.Host.RegisterAsync();

        (await user.GetAsync(Path)).IsProblem(400, "validation_failed");
        foreach (var (query, field) in new[] { ("send_at=soon", "send_at"), ("send_at=tomorrow&timezone=Mars/Olympus", "timezone"), ($"send_at={new string('9', 200)}", "send_at") })
        {
            var problem = (await user.GetAsync($"{Path}?{query}")).IsProblem(400, "validation_failed");
            Assert.True(problem.Json.GetProperty("errors").TryGetProperty(field, out _), field);
        }
    }
}
