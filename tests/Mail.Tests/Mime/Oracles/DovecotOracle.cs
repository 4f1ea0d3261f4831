using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>An independent reading of messages: what Dovecot answers to FETCH (ENVELOPE BODYSTRUCTURE).</summary>
internal static class DovecotOracle
{
    /// <summary>One reading for each message, in order. Messages have CRLF line ends.</summary>
    public static async Task<List<DovecotReading>> ReadAsync(DovecotServer server, string user, IEnumerable<byte[]> messages)
    {
        const string Folder = "Oracle";
        var mailbox = server.Mailbox(user);
        foreach (var message in messages)
            await mailbox.AddAsync(Folder, message);
        var answer = await ConverseAsync(
            server.ImapPort, $"a LOGIN {user} {DovecotServer.DefaultPassword}", $"b SELECT {Folder}", "c FETCH 1:* (ENVELOPE BODYSTRUCTURE)", "d LOGOUT");
        return Readings(answer);
    }

    private static async Task<string> ConverseAsync(int port, params string[] commands)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(commands.Select(command => command + "\r\n"))));
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return Encoding.Latin1.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }

    private static List<DovecotReading> Readings(string answer)
    {
        var readings = new List<DovecotReading>();
        for (var pos = 0; ;)
        {
            var start = answer.IndexOf($"\r\n* {(readings.Count + 1).ToString(CultureInfo.InvariantCulture)} FETCH (", pos, StringComparison.Ordinal);
            if (start < 0)
                return readings;
            pos = answer.IndexOf('(', start);
            var items = ImapList.Read(answer, ref pos);
            readings.Add(new DovecotReading(Item(items, "ENVELOPE"), Item(items, "BODYSTRUCTURE")));
        }
    }

    private static ImapList Item(ImapList items, string name) => items.List(items.IndexOf(name) + 1)!;
}
