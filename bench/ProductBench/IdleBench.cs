using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>What mailboxes cost that are connected, in sync, and have no news.</summary>
internal static class IdleBench
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(int mailboxes)
    {
        await using var dovecot = await DovecotServer.StartAsync(new DovecotOptions { MaxConnections = mailboxes * 2 });
        await using var product = await Product.StartAsync();
        var account = await Account.RegisterAsync(product.Client);

        // The first mailbox pays for everything that is loaded once.
        await dovecot.DeliverAsync("idle0", DovecotSeries.Message("warm"));
        await account.ConnectAsync(dovecot, "idle0");
        await account.SyncedAsync();
        var before = await SettledAsync(product);

        for (var i = 1; i <= mailboxes; i++)
        {
            await account.ConnectAsync(dovecot, $"idle{i}");
        }

        await account.SyncedAsync(TimeSpan.FromMinutes(5));
        var after = await SettledAsync(product);
        await Task.Delay(Watch);
        var later = product.Usage();
        Console.WriteLine($"{mailboxes:N0} idle mailboxes: {(after.Memory - before.Memory) / 1e3 / mailboxes:N1} kB each ({before.Memory / 1e6:N0} MB before, {after.Memory / 1e6:N0} MB with them)");
        Console.WriteLine($"processor over {Watch.TotalSeconds:N0} s: {(later.Processor - after.Processor).TotalSeconds:N2} s = {(later.Processor - after.Processor) / Watch:P2} of one core; memory after that {later.Memory / 1e6:N0} MB");
    }

    /// <summary>Memory once the process has had time to give back what it does not need.</summary>
    private static async Task<(long Memory, TimeSpan Processor)> SettledAsync(Product product)
    {
        await Task.Delay(TimeSpan.FromSeconds(20));
        return product.Usage();
    }
}
