using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>Mailboxes on two silos that are called with one project's budget, too small for them.</summary>
[Collection(TimedTests.Name)]
public sealed class SharedBudgetTests(ITestOutputHelper output)
{
    private const string Email = "ann@gmail.com";
    private const int Users = 4;
    private const int History = 100;
    private const int UnitsOfACall = 10;
    private const int CallsPerMinute = 100;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SpendLimit = TimeSpan.FromSeconds(50);

    [EmulatePostgresFact]
    public async Task Calls_OfTwoSilos_WithAllKilledMeanwhile_StayWithinTheProjectsMinute()
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        using var mailbox = new GmailMailbox(emulate, Email);
        for (var i = 0; i < History; i++)
        {
            await mailbox.ImportAsync(GmailMailbox.Message($"history{i}", TimeProvider.System.GetUtcNow().AddDays(-i - 1)), ["INBOX"]);
        }

        var calls = new ConcurrentQueue<long>();
        proxy.Meanwhile = _ =>
        {
            calls.Enqueue(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        };
        await using var database = await TestDatabase.CreateAsync();
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, Settings(emulate, proxy), silos: 2);
        for (var user = 0; user < Users; user++)
        {
            await Account.RegisterAsync(product.Client);
            await GoogleSignIn.ConnectAsync(product.Client, Email);
        }

        await Eventually.True(() => calls.Count >= CallsPerMinute * 9 / 10, SpendLimit);
        await product.KillAsync();
        var before = calls.Count;
        await product.StartAsync();
        await Eventually.True(() => calls.Any(call => Since(calls, call) > Minute), 3 * Minute);

        var first = calls.Count(call => Since(calls, call) <= Minute);
        output.WriteLine($"{before} calls until the kill {Since(calls, calls.ElementAt(before - 1)).TotalSeconds:F1} s after the first, {first} within its minute, of {CallsPerMinute} allowed.");
        Assert.InRange(first, CallsPerMinute * 9 / 10, CallsPerMinute);
    }

    private static TimeSpan Since(ConcurrentQueue<long> calls, long call) => Stopwatch.GetElapsedTime(calls.First(), call);

    private static Dictionary<string, string> Settings(EmulateServer emulate, GmailProxy proxy)
    {
        var budget = (CallsPerMinute * UnitsOfACall).ToString(CultureInfo.InvariantCulture);
        var settings = new Dictionary<string, string>(GoogleSignIn.Settings(emulate, proxy.Address))
        {
            ["Gmail__Quota__UserUnitsPerMinute"] = budget,
            ["Gmail__Quota__ProjectUnitsPerMinute"] = budget,
            ["Gmail__BatchCalls"] = "5",
        };
        foreach (var method in (string[])["GetProfile", "ListLabels", "ListMessages", "GetMessage", "ListHistory"])
        {
            settings[$"Gmail__Quota__Units__{method}"] = UnitsOfACall.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }
}
