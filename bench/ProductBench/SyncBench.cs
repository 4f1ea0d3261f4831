using System.Diagnostics;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>
/// Time from the request that connects a mailbox to the moment when all of it can be searched, compared with mbsync followed by
/// notmuch new, in turn.
/// </summary>
internal static class SyncBench
{
    private const string User = "bench";

    public static async Task RunAsync(int messages, int rounds)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        Console.WriteLine($"Filling a mailbox with {messages:N0} messages ...");
        var bytes = await CorpusMailbox.FillAsync(dovecot.Mailbox(User), messages);
        await dovecot.DoveadmAsync("index", "-u", User, "INBOX");
        Console.WriteLine($"{messages:N0} messages, {bytes / 1e6:N1} MB");

        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var (first, complete) = await SyncOursAsync(dovecot, messages);
            if (Toy.IsOn)
            {
                Console.WriteLine($"round {round}: EmailAgent first 500 {first:N2} s, all {complete:N2} s, without its peers");
                continue;
            }

            var (fetched, indexed) = await SyncPeersAsync(dovecot);
            ours.Add(complete);
            theirs.Add(fetched + indexed);
            Console.WriteLine($"round {round}: EmailAgent first 500 {first:N2} s, all {complete:N2} s | mbsync {fetched:N2} s + notmuch new {indexed:N2} s = {fetched + indexed:N2} s | ratio {complete / (fetched + indexed):N3}");
        }

        if (theirs.Count > 0) Console.WriteLine($"median: {Median(ours):N2} s against {Median(theirs):N2} s, ratio {Median(ours) / Median(theirs):N3}");
    }

    private static async Task<(double First, double Complete)> SyncOursAsync(DovecotServer dovecot, int messages)
    {
        await using var product = await Product.StartAsync();
        var account = await Account.RegisterAsync(product.Client);
        var watch = Stopwatch.StartNew();
        await account.ConnectAsync(dovecot, User);
        var first = 0.0;
        while (true)
        {
            var status = (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single();
            if (first == 0 && status.MessagesSynced >= Math.Min(500, messages)) first = watch.Elapsed.TotalSeconds;
            if (status is { State: "idle", CompleteAsOf: not null }) break;
            await Task.Delay(20);
        }

        var complete = watch.Elapsed.TotalSeconds;
        var found = await account.GetAsync<TotalAnswer>("/search?q=linux");
        if (found.Total == 0 && !Toy.IsOn) throw new InvalidOperationException("Nothing was found.");
        var listed = await account.GetAsync<TotalAnswer>("/emails?in=all");
        if (listed.Total != messages) throw new InvalidOperationException($"{listed.Total} messages are listed.");
        return (first, complete);
    }

    private static async Task<(double Fetched, double Indexed)> SyncPeersAsync(DovecotServer dovecot)
    {
        var folder = Directory.CreateTempSubdirectory("emailagent-peers.").FullName;
        try
        {
            var mail = Path.Combine(folder, "mail");
            Directory.CreateDirectory(mail);
            var mbsync = Path.Combine(folder, "mbsyncrc");
            await File.WriteAllTextAsync(mbsync, MbsyncSettings(dovecot, mail));
            var notmuch = Path.Combine(folder, "notmuch-config");
            await File.WriteAllTextAsync(notmuch, $"[database]\npath={mail}\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=new\n[search]\n[maildir]\nsynchronize_flags=true\n");
            var fetched = await TimeAsync("mbsync", ["-q", "-c", mbsync, "bench"], []);
            var indexed = await TimeAsync("notmuch", ["new", "--quiet"], [("NOTMUCH_CONFIG", notmuch)]);
            return (fetched, indexed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string MbsyncSettings(DovecotServer dovecot, string mail) => $"""
        IMAPAccount bench
        Host {DovecotServer.Host}
        Port {dovecot.ImapPort}
        User {User}
        Pass {DovecotServer.DefaultPassword}
        SSLType None
        AuthMechs LOGIN

        IMAPStore remote
        Account bench

        MaildirStore local
        Path {mail}/
        Inbox {mail}/INBOX
        SubFolders Verbatim

        Channel bench
        Far :remote:
        Near :local:
        Patterns INBOX
        Create Near
        Sync Pull
        SyncState *

        """;

    private static async Task<double> TimeAsync(string program, string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record TotalAnswer(long Total);
}
