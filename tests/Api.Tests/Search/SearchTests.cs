using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Search;

[Collection(ApiTests.Name)]
public sealed class SearchTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Search_WordOfASubject_FindsItHighlighted()
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(12);

        var answer = await user.GetAsync("/api/v1/search?q=subject:number7");

        Assert.Equal(1, answer.Json.GetProperty("total").GetInt32());
        var hit = answer.Json.GetProperty("items")[0];
        Assert.Equal("Subject number7", hit.GetProperty("email").GetProperty("subject").GetString());
        Assert.Contains("<mark>number7</mark>", hit.GetProperty("subject_highlighted").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, answer.Json.GetProperty("coverage").GetProperty("indexed").GetInt32());
        Assert.Equal(12, (await user.GetAsync("/api/v1/search?q=something&page_size=5")).Json.GetProperty("total").GetInt32());
        Assert.Equal(12, (await user.GetAsync("/api/v1/search?q=something&in=all")).Json.GetProperty("total").GetInt32());
        Assert.Equal(0, (await user.GetAsync("/api/v1/search?q=something&in=trash")).Json.GetProperty("total").GetInt32());
    }

    [PostgresTheory]
    [InlineData("", "q")]
    [InlineData("q=", "q")]
    [InlineData("q=%20%20", "q")]
    [InlineData("q=x&sort_by=size", "sort_by")]
    [InlineData("q=x&in=nowhere", "in")]
    [InlineData("q=in:nowhere", "q")]
    [InlineData("q=before:yesterdayish", "q")]
    public async Task Search_UnusableParameter_IsNamed(string query, string field)
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Equal([field], (await user.GetAsync($"/api/v1/search?{query}")).IsProblem(400, "validation_failed").ErrorFields());
    }
}
