using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>
/// A mailbox of any size made of the real corpus: each round through it gives every message, and its references, new ids. Without the corpus it is
/// made of the MIME parser's fixtures, which are few and odd: enough to see that a measurement works.
/// </summary>
internal static class CorpusMailbox
{
    private static readonly byte[][] IdFields = ["message-id:"u8.ToArray(), "in-reply-to:"u8.ToArray(), "references:"u8.ToArray()];

    public static IEnumerable<byte[]> Messages(int count)
    {
        var folder = MailCorpus.Folder is { } found ? Path.Combine(found, "real") : Path.Combine(Repository.Root, "tests/Mail.Tests/Mime/Fixtures");
        var files = Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        var corpus = files.Select(File.ReadAllBytes).ToArray();
        return Enumerable.Range(0, count).Select(i => Renamed(corpus[i % corpus.Length], i / corpus.Length));
    }

    /// <returns>Bytes of all messages.</returns>
    public static async Task<long> FillAsync(DovecotMailbox mailbox, int messages)
    {
        var newest = TimeProvider.System.GetUtcNow();
        var bytes = 0L;
        foreach (var (i, raw) in Messages(messages).Index())
        {
            bytes += raw.Length;
            await mailbox.AddAsync("INBOX", raw, i % 3 == 0 ? "S" : "", newest.AddMinutes(i - messages));
        }

        return bytes;
    }

    private static byte[] Renamed(byte[] raw, int round)
    {
        var end = raw.AsSpan().IndexOf("\n\n"u8) is >= 0 and var lf ? lf : raw.AsSpan().IndexOf("\r\n\r\n"u8);
        var renamed = new MemoryStream(raw.Length + 100);
        var inside = false;
        var prefix = Encoding.ASCII.GetBytes($"r{round}.");
        for (var start = 0; start < raw.Length;)
        {
            var length = raw.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var newline ? newline + 1 : raw.Length - start;
            var line = raw.AsSpan(start, length);
            var header = start < end;
            inside = header && (line[0] is (byte)' ' or (byte)'\t' ? inside : Array.Exists(IdFields, field => StartsWith(raw.AsSpan(start, length), field)));
            foreach (var value in line)
            {
                renamed.WriteByte(value);
                if (inside && value == '<') renamed.Write(prefix);
            }

            start += length;
        }

        return renamed.ToArray();
    }

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        line.Length >= field.Length && Ascii.EqualsIgnoreCase(line[..field.Length], field);
}
