using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>One user's limit holds in any stretch of time, however many Apis the requests come through; with the embedded engine there is one.</summary>
public sealed class RateLimitTests(ITestOutputHelper output)
{
    private const int Limit = 40;
    private const int LargestBurst = 60;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [PostgresFact]
    public async Task RandomBursts_ThroughAllApis_NeverGetMoreThanTheLimitThrough()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { ["RateLimits__Read__PerUser"] = $"{Limit}", ["RateLimits__Window"] = $"{Window}" };
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, settings, silos: 2);
        await using var second = product.Silos.Count > 0 ? await product.StartAnotherAsync() : null;
        var account = await Account.RegisterAsync(product.Client);
        HttpClient[] apis = second is null ? [product.Client] : [product.Client, second.Client];
        foreach (var api in apis) api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken);

        var random = new Random(seed);
        var (clock, passed, refused) = (Stopwatch.StartNew(), new List<Passage>(), 0);
        while (passed.Count < 4 * Limit)
        {
            Assert.True(clock.Elapsed < Patience, $"Only {passed.Count} requests got through.");
            var burst = await Task.WhenAll(Enumerable.Range(0, random.Next(1, LargestBurst)).Select(_ => AskAsync(random.Next(apis.Length), apis, clock)));
            passed.AddRange(burst.OfType<Passage>());
            refused += burst.Count(passage => passage is null);
        }

        // Each was let through between its question and its answer, so those that lie in a stretch as a whole were let through in it.
        var most = passed.Max(first => passed.Count(other => other.Asked >= first.Asked && other.Answered <= first.Asked + Window));
        output.WriteLine($"{passed.Count} passed, {refused} were refused, {most} passed within {Window}.");
        Assert.InRange(most, 1, Limit);
        Assert.NotEqual(0, refused);
        Assert.Equal(apis.Length, passed.Select(passage => passage.Api).Distinct().Count());
    }

    private static async Task<Passage?> AskAsync(int api, HttpClient[] apis, Stopwatch clock)
    {
        var asked = clock.Elapsed;
        using var answer = await apis[api].GetAsync("/api/v1/profile");
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return null;
        answer.EnsureSuccessStatusCode();
        return new Passage(api, asked, clock.Elapsed);
    }

    private sealed record Passage(int Api, TimeSpan Asked, TimeSpan Answered);
}
