using System.Diagnostics;
using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.ImapBench;

/// <summary>Memory of connections that wait in IDLE, plain and over TLS, and a check that each is still notified of new mail.</summary>
internal static class IdleBench
{
    public static async Task RunAsync(int connections, int seconds)
    {
        await using var dovecot = await DovecotServer.StartAsync(new DovecotOptions { MaxConnections = connections * 2 });
        foreach (var security in new[] { ImapSecurity.None, ImapSecurity.Tls })
            await MeasureAsync(dovecot, security, connections, seconds);
    }

    private static async Task MeasureAsync(DovecotServer dovecot, ImapSecurity security, int connections, int seconds)
    {
        // The first connection pays for what is loaded once.
        await using var first = await ConnectAsync(dovecot, security, $"{security}first");
        var before = Settled();
        var clients = new List<ImapClient>(connections);
        var waits = new List<Task<ImapIdleResult>>(connections);
        for (var i = 0; i < connections; i++)
        {
            clients.Add(await ConnectAsync(dovecot, security, $"{security}{i}"));
            waits.Add(clients[i].IdleAsync(TimeSpan.FromMinutes(28)));
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var after = Settled();
        Console.WriteLine($"{connections:N0} in IDLE, {security}: {(after.Managed - before.Managed) / connections:N0} bytes each on the heap, {(after.Resident - before.Resident) / connections:N0} resident");

        await dovecot.DeliverAsync($"{security}0", DovecotSeries.Message("news"));
        Console.WriteLine($"  the first one was notified of new mail: {await waits[0]}");
        foreach (var client in clients)
            await client.DisposeAsync();
        await Task.WhenAll(waits.Select(wait => wait.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    private static async Task<ImapClient> ConnectAsync(DovecotServer dovecot, ImapSecurity security, string user)
    {
        var port = security == ImapSecurity.Tls ? dovecot.ImapsPort : dovecot.ImapPort;
        var options = new ImapClientOptions { CertificateValidation = (_, certificate, _, _) => certificate!.GetCertHashString() == dovecot.Certificate.GetCertHashString() };
        var client = await ImapClient.ConnectAsync(new ImapEndpoint(DovecotServer.Host, port, security), options);
        await client.LoginAsync(user, DovecotServer.DefaultPassword);
        await client.SelectAsync(ImapMailbox.Inbox);
        return client;
    }

    private static (long Managed, long Resident) Settled()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
