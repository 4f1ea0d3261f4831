using System.Buffers;
using System.Text;
using EmailAgent.Delivery.Messages;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Delivery.Tests.Messages;

/// <summary>What is written is read back equal, whatever it says and however it is written.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Choose(0x20, 0x7E).Select(c => ((char)c).ToString()),
        Gen.Elements("ä", "ß", "é", "€", "漢", "字", "か", "שלום", "😀", "👩‍👩‍👧", "e\u0301"),
        Gen.Elements("\"", "\\", "(", ")", "<", ">", "@", ",", ";", ":", "  ", "%41", "=20", "a-rather-long-word-that-does-not-break-anywhere-at-all"))
        .ArrayOf().Select(string.Concat);

    private static readonly Gen<string> Text = Gen.OneOf(
        Line,
        Gen.Elements("\n", "\n\n", "From here\n", "-- \n", "> quoted ", ">", ".", ".\n", " \n", "\t", " "),
        Gen.Constant(new string('x', 1200)))
        .ArrayOf().Select(string.Concat);

    private static readonly Gen<OutgoingAddress> Address =
        from name in Line
        from local in Gen.Elements("ada", "a.b+c", "\"odd local\"", "x!#$%&'*+-/=?^_`{|}~y")
        from domain in Gen.Elements("example.org", "mail.example.com", "[192.0.2.1]")
        select new OutgoingAddress(OneLine(name) is { Length: > 0 } shown ? shown : null, $"{local}@{domain}");

    private static readonly Gen<NamedFile> File =
        from name in Line
        from content in ArbMap.Default.GeneratorFor<byte[]>()
        from type in Gen.Elements("application/pdf", "image/png", "text/plain", "application/octet-stream")
        select new NamedFile(FileName(name), type, content);

    private static readonly Gen<Draft> Message =
        from @from in Address
        from to in Address.ListOf()
        from bcc in Address.ListOf()
        from subject in Line
        from text in Gen.OneOf(Text, Gen.Constant<string>(null!))
        from html in Gen.OneOf(Text, Gen.Constant<string>(null!))
        from files in File.ListOf()
        from references in Gen.Choose(0, 40)
        select new Draft([.. files.Take(4)], new OutgoingMessage
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
            Attachments = [.. files.Take(4).Select(file => OutgoingFile.Of(file.Content, file.Name, file.MediaType))],
        });

    [Fact]
    public void Message_WrittenAndParsed_IsEqual() => Prop.ForAll(Message.ToArbitrary(), draft =>
    {
        var message = draft.Message;
        var parsed = Drafts.Parsed(message);
        Assert.Empty(parsed.Defects);
        Assert.Equal(message.From.Select(Describe), parsed.From.Select(Describe));
        Assert.Equal(message.To.Select(Describe), parsed.To.Select(Describe));
        Assert.Empty(parsed.Bcc);
        Assert.Equal(Words(message.Subject), Words(parsed.Subject) ?? "");
        Assert.Equal(message.Date, parsed.Date);
        Assert.Equal(message.References, parsed.References);
        AssertBody(message.Text ?? (message.Html is null ? "" : null), message.Text is null && message.Html is not null ? null : parsed.Bodies.Text);
        AssertBody(message.Html, parsed.Bodies.Html);
        Assert.Equal(draft.Files.Select(Describe), parsed.Attachments.Select(Describe));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Message_Written_IsAsciiInLinesAndTheSameTwice() => Prop.ForAll(Message.ToArbitrary(), draft =>
    {
        var bytes = Drafts.Bytes(draft.Message);
        var raw = Encoding.Latin1.GetString(bytes);
        Assert.EndsWith("\r\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain(raw.Split("\r\n"), line => line.Length > 998 || line.AsSpan().ContainsAny('\r', '\n', '\0'));
        Assert.True(Ascii.IsValid(raw));
        Assert.Equal(bytes, Drafts.Bytes(draft.Message));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void AssertBody(string? expected, string? actual) => Assert.Equal(expected?.ReplaceLineEndings("\n").TrimEnd('\n'), actual?.TrimEnd('\n'));

    private static string Describe(OutgoingAddress address) => Describe(address.Name, address.Address);

    private static string Describe(MailAddress address) => Describe(address.Name, address.Address);

    private static string Describe(string? name, string address) => $"{Words(name)} <{address}>";

    // MimeKit writes names and subjects as words, some of them encoded: a blank between two of them can be lost or added.
    private static string? Words(string? text) => text?.Replace(" ", "", StringComparison.Ordinal);

    private static string Describe(NamedFile file) => $"{file.Name} {file.MediaType} {Convert.ToHexString(file.Content)}";

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

    private sealed record NamedFile(string Name, string MediaType, byte[] Content);

    private sealed record Draft(IReadOnlyList<NamedFile> Files, OutgoingMessage Message);
}
