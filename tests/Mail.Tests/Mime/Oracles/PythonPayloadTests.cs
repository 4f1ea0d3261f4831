using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EmailAgent.Mail.Mime;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>Every decoded body of the corpus against Python's, byte for byte and, for text, character for character.</summary>
public sealed class PythonPayloadTests(ITestOutputHelper output)
{
    [PythonFact]
    public async Task RealMail_DecodedByPython_IsTheSame()
    {
        var files = MailCorpus.Files("real");
        var readings = await PythonOracle.ReadAsync("payloads.py", files);

        Assert.Equal(files.Count, readings.Count);
        var leaves = 0;
        var differences = new List<string>();
        foreach (var reading in readings)
        {
            var path = reading.GetProperty("path").GetString()!;
            var message = MimeParser.Parse(await File.ReadAllBytesAsync(path));
            if (message.Defects.Any(defect => defect.Kind == MimeDefectKind.BoundaryNotFound))
                continue; // Ours guesses the boundary, Python shows the whole as text.
            var ours = Leaves(message.Root).ToList();
            var theirs = reading.GetProperty("leaves").EnumerateArray().ToList();
            leaves += ours.Count;
            var name = Path.GetRelativePath(MailCorpus.Folder!, path);
            if (ours.Count != theirs.Count)
                differences.Add($"{name}: {ours.Count} parts, Python's {theirs.Count}");
            else
                differences.AddRange(ours.Zip(theirs, Difference).OfType<string>().Select(difference => $"{name}: {difference}"));
        }

        output.WriteLine($"{leaves} bodies");
        foreach (var difference in differences)
            output.WriteLine(difference);
        Assert.Empty(differences);
    }

    private static IEnumerable<MimePart> Leaves(MimePart part) => part switch
    {
        { Children.Count: > 0 } => part.Children.SelectMany(Leaves),
        { EmbeddedMessage: { } embedded } => Leaves(embedded.Root),
        _ => [part],
    };

    private static string? Difference(MimePart ours, JsonElement theirs)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ours.DecodeBytes(bytes);
        if (!theirs.TryGetProperty("bytes", out var digest))
            return null;
        if (!Equal(ours, bytes.WrittenSpan, digest.GetString()!))
            return $"{ours.Path}: {bytes.WrittenCount} bytes, Python's {theirs}";
        if (!theirs.TryGetProperty("text", out var text))
            return null;
        var decoded = Encoding.UTF8.GetBytes(Text(ours));
        return text.EnumerateArray().Any(digest => digest.GetString() is not { } expected || Equal(ours, decoded, expected)) ? null : $"{ours.Path}: text of {ours.ContentType}, Python's {theirs}";
    }

    /// <summary>
    /// The last part of a multipart that is never closed loses its last line end in Python, as if a delimiter followed.
    /// </summary>
    private static bool Equal(MimePart part, ReadOnlySpan<byte> bytes, string digest) =>
        Digest(bytes) == digest
        || (part.Source.Defects.Any(defect => defect.Kind == MimeDefectKind.MissingCloseDelimiter) && bytes.EndsWith("\n"u8) && Digest(bytes[..^1]) == digest);

    private static string Text(MimePart part)
    {
        var text = part.DecodeText();
        var flowed = string.Equals(part.ContentType.Parameter("format"), "flowed", StringComparison.OrdinalIgnoreCase);
        return flowed ? string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '>')) : text;
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
