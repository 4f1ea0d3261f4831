using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Building;

/// <summary>What is written is read back equal, whatever it says and however it is written.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Choose(0x20, 0x7E).Select(c => ((char)c).ToString()),
        Gen.Elements("ä", "ß", "é", "€", "漢", "字", "か", "שלום", "😀", "👩‍👩‍👧", "e\u0301", "\u00A0", "\uFFFD"),
        Gen.Elements("=?", "?=", "=?utf-8?Q?x?=", "\"", "\\", "(", ")", "<", ">", "@", ",", ";", ":", "  ", "%41", "=20", "a-rather-long-word-that-does-not-break-anywhere-at-all"))
        .ArrayOf().Select(string.Concat);

    private static readonly Gen<string> Text = Gen.OneOf(
        Line,
        Gen.Elements("\n", "\n\n", "From here\n", "-- \n", "> quoted ", ">", ".", ".\n", " \n", "\t", " "),
        Gen.Constant(new string('x', 1200)))
        .ArrayOf().Select(string.Concat);

    private static readonly Gen<MimeWriterOptions> Options =
        from transport in Gen.Elements(MimeTransport.SevenBit, MimeTransport.EightBit)
        from utf8 in Gen.Elements(true, false)
        select new MimeWriterOptions { Transport = transport, Utf8Headers = utf8, IncludeBcc = true };

    private static readonly Gen<MailAddress> Address =
        from name in Line
        from local in Gen.Elements("ada", "a.b+c", "\"odd local\"", "x!#$%&'*+-/=?^_`{|}~y")
        from domain in Gen.Elements("example.org", "mail.example.com", "[192.0.2.1]")
        select new MailAddress(OneLine(name) is { Length: > 0 } shown ? shown : null, $"{local}@{domain}");

    private static readonly Gen<OutgoingAttachment> File =
        from name in Line
        from content in ArbMap.Default.GeneratorFor<byte[]>()
        from type in Gen.Elements("application/pdf", "image/png", "text/plain", "application/octet-stream")
        select new OutgoingAttachment { Content = content, MediaType = type, FileName = FileName(name) };

    private static readonly Gen<OutgoingMessage> Message =
        from @from in Address
        from to in Address.ListOf()
        from bcc in Address.ListOf()
        from subject in Line
        from text in Gen.OneOf(Text, Gen.Constant<string>(null!))
        from html in Gen.OneOf(Text, Gen.Constant<string>(null!))
        from files in File.ListOf()
        from references in Gen.Choose(0, 40)
        select new OutgoingMessage
        {
            From = [@from],
            To = [.. to],
            Bcc = [.. bcc],
            Subject = subject,
            Date = Drafts.Date,
            MessageId = "x@example.org",
            References = [.. Enumerable.Range(0, references).Select(i => $"{i}.{new string('r', i)}@example.org")],
            Text = text,
            Html = html,
            Attachments = [.. files.Take(4)],
        };

    private static Arbitrary<(OutgoingMessage, MimeWriterOptions)> Cases => Message.Zip(Options).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    [Fact]
    public void Message_WrittenAndParsed_IsEqual() => Prop.ForAll(Cases, pair =>
    {
        var (message, options) = pair;
        var parsed = Drafts.Parsed(message, options);
        Assert.Empty(parsed.Defects);
        Assert.Equal(message.From, parsed.From);
        Assert.Equal(message.To, parsed.To);
        Assert.Equal(message.Bcc, parsed.Bcc);
        Assert.Equal(message.Subject.Trim(), parsed.Subject ?? "");
        Assert.Equal(message.Date, parsed.Date);
        Assert.Equal(message.References, parsed.References);
        AssertBody(message.Text ?? (message.Html is null ? "" : null), parsed.Bodies.Text);
        AssertBody(message.Html, parsed.Bodies.Html);
        Assert.Equal(message.Attachments.Select(Describe), parsed.Attachments.Select(Describe));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Message_Written_KeepsTheLimitsOfLines() => Prop.ForAll(Cases, pair =>
    {
        var (message, options) = pair;
        var raw = Encoding.Latin1.GetString(MimeWriter.ToBytes(message, options));
        Assert.EndsWith("\r\n", raw, StringComparison.Ordinal);
        var lines = raw.Split("\r\n");
        Assert.DoesNotContain(lines, line => line.Length > 998 || line.AsSpan().ContainsAny('\r', '\n', '\0'));
        var header = lines.TakeWhile(line => line.Length > 0).ToArray();
        Assert.DoesNotContain(header, string.IsNullOrWhiteSpace);
        if (!options.Utf8Headers)
            Assert.DoesNotContain(header, line => line.Length > 78 && line.TrimStart().Contains(' ', StringComparison.Ordinal) && !line.Contains('"', StringComparison.Ordinal));
        if (options is { Transport: MimeTransport.SevenBit, Utf8Headers: false })
            Assert.True(Ascii.IsValid(raw));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Message_WrittenTwice_IsTheSameBytes() => Prop.ForAll(Cases, pair =>
        MimeWriter.ToBytes(pair.Item1, pair.Item2).AsSpan().SequenceEqual(MimeWriter.ToBytes(pair.Item1, pair.Item2))).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void FlowedText_WrittenAndParsed_IsEqualButForBlanksAtLineEnds() => Prop.ForAll(Text.ToArbitrary(), text =>
    {
        var parsed = Drafts.Parsed(Drafts.Simple with { Text = text }, new MimeWriterOptions { FlowedText = true });
        Assert.Equal(Lines(text), Lines(parsed.Bodies.Text!));
        return;

        static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Normal)).TrimEnd('\n');

        // The blank behind quote marks is written where it is missing.
        static string Normal(string line) => line == "-- " ? line : Quoted(line).TrimEnd(' ');
        static string Quoted(string line) => line.TrimStart('>') is var rest && rest.Length < line.Length && rest is [not ' ', ..]
            ? $"{line[..^rest.Length]} {rest}"
            : line;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void AssertBody(string? expected, string? actual) => Assert.Equal(expected?.ReplaceLineEndings("\n").TrimEnd('\n'), actual?.TrimEnd('\n'));

    private static string Describe(OutgoingAttachment file) => $"{file.FileName} {file.MediaType} {Convert.ToHexString(file.Content.Span)}";

    private static string Describe(MimeAttachment file)
    {
        var bytes = new ArrayBufferWriter<byte>();
        file.DecodeBytes(bytes);
        return $"{file.FileName} {file.ContentType} {Convert.ToHexString(bytes.WrittenSpan)}";
    }

    private static string OneLine(string name) => name.Trim(' ', '\u00A0');

    // Readers take folders out of names, and cut those that no file can have.
    private static string FileName(string name)
    {
        var kept = name.Replace("/", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        return kept.Length is > 0 and < 200 ? $"f{kept}t" : "file";
    }
}
