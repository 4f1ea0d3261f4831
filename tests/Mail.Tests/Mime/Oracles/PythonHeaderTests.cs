using System.Text.Json;
using EmailAgent.Mail.Mime;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

public class PythonHeaderTests(ITestOutputHelper output)
{
    /// <summary>Python takes the year 0102 by its word; ours reads it as RFC 5322 section 4.3 wants.</summary>
    private static readonly long Year200 = new DateTimeOffset(200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    [PythonFact]
    public async Task RealMail_ComparedWithPython_Agrees()
    {
        var files = MailCorpus.Files("real");
        var readings = await PythonOracle.ReadAsync("headers.py", files);

        Assert.Equal(files.Count, readings.Count);
        string[] aspects = ["structure", "subject", "from", "to", "date", "text"];
        foreach (var aspect in aspects)
        {
            var comparable = readings.Where(reading => reading.GetProperty(aspect).ValueKind != JsonValueKind.Null).ToList();
            var different = comparable.Where(reading => !Agrees(reading, aspect)).ToList();
            foreach (var reading in different.Take(15))
                output.WriteLine($"  {aspect} differs: {reading.GetProperty("path")}");
            var share = 1 - ((double)different.Count / comparable.Count);
            output.WriteLine($"{aspect}: {share:P2} of {comparable.Count}");
            Assert.True(share >= 0.989, $"{aspect}: {share:P2}");
        }
    }

    private static bool Agrees(JsonElement reading, string aspect)
    {
        var message = MimeParser.Parse(File.ReadAllBytes(reading.GetProperty("path").GetString()!));
        var theirs = reading.GetProperty(aspect);
        return aspect switch
        {
            "structure" => Structure(message.Root) == theirs.GetString(),
            "subject" => Words(message.Subject) == Words(theirs.GetString()),
            "from" => Same(message.From, theirs),
            "to" => Same(message.To, theirs),
            "date" => theirs.GetInt64() < Year200 || message.Date?.ToUnixTimeSeconds() == theirs.GetInt64(),
            _ => Letters(message.Bodies.Text).Contains(Letters(theirs.GetString()), StringComparison.Ordinal),
        };
    }

    private static bool Same(IReadOnlyList<MailAddress> ours, JsonElement theirs) =>
        ours.Select(address => address.Address).SequenceEqual(theirs.EnumerateArray().Select(address => address.GetString()));

    private static string Structure(MimePart part) => part.Children.Count == 0
        ? part.ContentType.MediaType
        : $"{part.ContentType.MediaType}({string.Join(',', part.Children.Select(Structure))})";

    /// <summary>Python neither joins flowed lines nor knows that Latin-1 is Windows-1252; that much is left out.</summary>
    private static string Letters(string? text) => string.Concat((text ?? string.Empty).Where(char.IsAsciiLetterOrDigit));

    private static string Words(string? text) =>
        string.Join(' ', (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
