using System.Diagnostics;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>Cost of mailboxes that answer only errors for the others: the same healthy ones alone and together with them, in turn.</summary>
internal static class FailingBench
{
    private static readonly string[] Phases = ["initial sync", "news, by push", "news, after a restart"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int mailboxes, int failing, int messages, int rounds)
    {
        await using var fleet = await GmailFleet.StartAsync(mailboxes);
        var healthy = mailboxes - failing;
        foreach (var mailbox in Enumerable.Range(healthy, failing)) fleet.Proxy.BrokenAccounts.Add(GmailFleet.Email(mailbox));
        foreach (var (number, raw) in CorpusMailbox.Messages(healthy * messages).Index()) await fleet.ImportAsync(number % healthy, raw);
        var (alone, together) = (new List<double[]>(), new List<double[]>());
        for (var round = 1; round <= rounds; round++)
        {
            alone.Add(await MeasureAsync(fleet, healthy, 0, messages + (2 * alone.Count) + (2 * together.Count)));
            together.Add(await MeasureAsync(fleet, healthy, failing, messages + (2 * alone.Count) + (2 * together.Count)));
        }

        Console.WriteLine($"{healthy} mailboxes, seconds until all are there: alone | with {failing} that fail | ratio of the medians");
        foreach (var (index, what) in Phases.Index())
        {
            var (without, with) = (Median(alone, index), Median(together, index));
            Console.WriteLine($"  {what,-22} {List(alone, index)} | {List(together, index)} | {with / without:N2}");
        }
    }

    /// <returns>Seconds of the initial sync, of new mail that is pushed, and of new mail after a restart.</returns>
    private static async Task<double[]> MeasureAsync(GmailFleet fleet, int healthy, int failing, int messages)
    {
        await using var database = await TestDatabase.CreateAsync();
        var settings = GoogleSignIn.Settings(fleet.Emulate, fleet.Proxy.Address);
        settings["Gmail__Push__SharedToken"] = Pushes.Token;
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, settings);
        using var others = await GmailFleet.ConnectAsync(product.Client.BaseAddress!, Enumerable.Range(healthy, failing));
        var watch = Stopwatch.StartNew();
        using var user = await GmailFleet.ConnectAsync(product.Client.BaseAddress!, Enumerable.Range(0, healthy));
        await Eventually.True(async () => await user.CountAsync() == (long)healthy * messages, Limit);
        await user.Account.SyncedAsync(Limit);
        var initial = watch.Elapsed.TotalSeconds;

        await ImportAllAsync(fleet, healthy, "pushed");
        watch.Restart();
        for (var mailbox = 0; mailbox < healthy + failing; mailbox++) await Pushes.SendAsync(product.Client, GmailFleet.Email(mailbox), messages + mailbox);
        await Eventually.True(async () => await user.CountAsync() == (long)healthy * (messages + 1), Limit);
        var pushed = watch.Elapsed.TotalSeconds;

        await product.KillAsync();
        await ImportAllAsync(fleet, healthy, "missed");
        await product.StartAsync();
        watch.Restart();
        await Eventually.True(async () => await user.CountAsync() == (long)healthy * (messages + 2), Limit);
        return [initial, pushed, watch.Elapsed.TotalSeconds];
    }

    private static async Task ImportAllAsync(GmailFleet fleet, int mailboxes, string subject)
    {
        for (var mailbox = 0; mailbox < mailboxes; mailbox++)
        {
            await fleet.ImportAsync(mailbox, GmailMailbox.Message($"{subject} {mailbox}", TimeProvider.System.GetUtcNow().AddSeconds(1)));
        }
    }

    private static double Median(List<double[]> rounds, int index) => rounds.Select(round => round[index]).Order().ElementAt(rounds.Count / 2);

    private static string List(List<double[]> rounds, int index) => string.Join(" ", rounds.Select(round => $"{round[index]:N2}"));
}
