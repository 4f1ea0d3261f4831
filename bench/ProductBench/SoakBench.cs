using System.Diagnostics;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>Memory of the product while mailboxes keep changing, minute by minute.</summary>
internal static class SoakBench
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private static int Mailboxes => Toy.IsOn ? 2 : 20;

    private static TimeSpan Minute => Toy.Wait(TimeSpan.FromMinutes(1));

    public static async Task RunAsync(int minutes)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var product = await Product.StartAsync();
        var account = await Account.RegisterAsync(product.Client);
        var series = Enumerable.Range(0, Mailboxes).Select(i => new DovecotSeries(dovecot, $"soak{i}", i)).ToList();
        for (var i = 0; i < Mailboxes; i++)
        {
            await series[i].DeliverAsync();
            await account.ConnectAsync(dovecot, $"soak{i}");
        }

        await account.SyncedAsync();
        var changes = 0;
        var watch = Stopwatch.StartNew();
        for (var minute = 1; minute <= minutes; minute++)
        {
            for (; watch.Elapsed < Minute * minute; changes++)
            {
                await series[changes % Mailboxes].StepAsync();
                await Task.Delay(Pace);
            }

            var usage = product.Usage();
            Console.WriteLine($"minute {minute,3}: {usage.Memory / 1e6,6:N1} MB, {changes,6:N0} changes, processor {usage.Processor.TotalSeconds,6:N1} s");
        }
    }
}
