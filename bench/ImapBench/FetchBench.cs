using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.ProductBench;
using EmailAgent.Testing;

namespace EmailAgent.ImapBench;

/// <summary>Fetches all messages of a mailbox whole, in turn with a client that only looks for the end of the answer.</summary>
internal static class FetchBench
{
    private const string User = "fetch";

    public static async Task RunAsync(int messages, int rounds)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var bytes = await CorpusMailbox.FillAsync(dovecot.Mailbox(User), messages);
        Console.WriteLine($"{messages:N0} messages, {bytes / 1e6:N1} MB");

        // Dovecot builds its index at the first look.
        await DiscardAsync(dovecot);
        await FetchAsync(dovecot, messages);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var discard = await DiscardAsync(dovecot);
            var fetch = await FetchAsync(dovecot, messages);
            ratios.Add(fetch / discard);
            Console.WriteLine($"round {round}: discard {discard.TotalSeconds:N2} s, client {fetch.TotalSeconds:N2} s, ratio {fetch / discard:N2}");
        }

        Console.WriteLine($"median ratio {ratios.Order().ElementAt(ratios.Count / 2):N2}");
    }

    private static async Task<TimeSpan> FetchAsync(DovecotServer dovecot, int messages)
    {
        await using var client = await ImapClient.ConnectAsync(new ImapEndpoint(DovecotServer.Host, dovecot.ImapPort, ImapSecurity.None));
        await client.LoginAsync(User, DovecotServer.DefaultPassword);
        await client.SelectAsync(ImapMailbox.Inbox);
        var watch = Stopwatch.StartNew();
        long count = 0, bytes = 0;
        await foreach (var fetched in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Flags = true, Sections = [ImapBodySection.Whole] }))
        {
            using (fetched)
            {
                count++;
                bytes += fetched.Find(ImapBodySection.Whole)!.Data.Length;
            }
        }

        return count == messages ? watch.Elapsed : throw new InvalidOperationException($"{count} messages of {bytes} bytes came.");
    }

    private static async Task<TimeSpan> DiscardAsync(DovecotServer dovecot)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(DovecotServer.Host, dovecot.ImapPort);
        var stream = socket.GetStream();
        var buffer = new byte[256 << 10];
        await UntilAsync(stream, buffer, "* OK");
        await SendAsync(stream, buffer, "Zq71", $"LOGIN {User} {DovecotServer.DefaultPassword}");
        await SendAsync(stream, buffer, "Zq72", "SELECT INBOX");
        var watch = Stopwatch.StartNew();
        await SendAsync(stream, buffer, "Zq73", "UID FETCH 1:* (UID FLAGS BODY.PEEK[])");
        return watch.Elapsed;
    }

    private static async Task SendAsync(NetworkStream stream, byte[] buffer, string tag, string command)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{tag} {command}\r\n"));
        await UntilAsync(stream, buffer, $"{tag} OK");
    }

    /// <summary>Reads until the mark, which no message holds, is found in the last bytes of what came.</summary>
    private static async Task UntilAsync(NetworkStream stream, byte[] buffer, string mark)
    {
        const int Tail = 4096;
        var wanted = Encoding.ASCII.GetBytes(mark);
        var kept = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(kept));
            if (count == 0)
                throw new EndOfStreamException();
            var all = buffer.AsSpan(0, kept + count);
            var tail = all[Math.Max(0, all.Length - Tail)..];
            if (tail.IndexOf(wanted) >= 0)
                return;
            tail.CopyTo(buffer);
            kept = tail.Length;
        }
    }
}
