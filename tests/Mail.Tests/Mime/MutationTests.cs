using System.Globalization;
using System.Text;

using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>
/// Random damage to fixtures and, where it is there, the corpus. EMAILAGENT_FUZZ_SECONDS makes it longer,
/// EMAILAGENT_FUZZ_SEED repeats a run.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "\r\n", "\n", "\r", "\r\n\r\n", "--", "\0", "=", "=?utf-8?B?", "?=", "\"", "<", ">", "(", ")", ";", ":", ",", "boundary=", "multipart/mixed",
        "Content-Type: ", "message/rfc822", "Content-Transfer-Encoding: base64\r\n", "begin 644 x\n", "\u001B$B", "&#x", "<!--", "<script>", "utf-16",
        "charset=", "filename*0*=", "format=flowed", "%", "iso-2022-kr", "hz-gb-2312", "\uFFFF", "😀", "<a href='", "style=",
    }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Messages_DamagedAtRandom_KeepThePromises()
    {
        var seed = Number("EMAILAGENT_FUZZ_SEED") ?? Random.Shared.Next();
        var time = TimeSpan.FromSeconds(Number("EMAILAGENT_FUZZ_SECONDS") ?? 3);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed); // seed printed
        var sources = Fixtures.Files().Concat(Corpus.Files("torture")).Concat(Corpus.Files("real").Where((_, i) => i % 10 == 0))
            .Select(File.ReadAllBytes).Where(raw => raw.Length < 100_000).ToArray();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var runs = 0;
        for (; watch.Elapsed < time; runs++)
        {
            var raw = Damage(sources, random);
            try
            {
                Reading.CheckEverything(raw);
            }
            catch (Exception exception)
            {
                var file = Path.Combine(Path.GetTempPath(), $"mime-{seed}-{runs}.eml");
                File.WriteAllBytes(file, raw);
                throw new InvalidOperationException($"seed {seed}, run {runs}, saved as {file}", exception);
            }
        }

        output.WriteLine($"{runs} messages");
    }

    private static byte[] Damage(byte[][] sources, Random random)
    {
        var raw = sources[random.Next(sources.Length)].ToList();
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            var at = random.Next(raw.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < raw.Count:
                    raw[at] = (byte)random.Next(256);
                    break;
                case 1:
                    raw.RemoveRange(at, Math.Min(raw.Count - at, random.Next(1 << random.Next(10))));
                    break;
                case 2:
                    raw.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    raw.InsertRange(at, [.. Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 50)).SelectMany(piece => piece)]);
                    break;
                case 4:
                    var length = Math.Min(raw.Count - at, random.Next(500));
                    raw.InsertRange(random.Next(raw.Count + 1), raw.GetRange(at, length));
                    break;
                default:
                    var other = sources[random.Next(sources.Length)];
                    var from = random.Next(other.Length + 1);
                    raw.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1000))]);
                    break;
            }
        }

        return [.. raw];
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}
