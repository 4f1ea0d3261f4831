using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime;

public class PropertyTests
{
    private static readonly Arbitrary<byte[]> AnyBytes = ArbMap.Default.ArbFor<byte[]>();

    private static readonly Arbitrary<string> AnyText = Gen.OneOf(
        Gen.Choose(0x20, 0x7E).Select(c => (char)c),
        Gen.Elements("äöüßéñ€漢字かな한글привет שלום".ToCharArray()),
        Gen.Elements("=?_\"\\(<>@,;:%'* ".ToCharArray()))
        .ArrayOf().Select(chars => new string(chars)).ToArbitrary();

    [Fact]
    public void Base64_EncodedByTheFramework_IsDecoded() => Prop.ForAll(AnyBytes, bytes =>
        Decode("base64", Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)).SequenceEqual(bytes))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void QuotedPrintable_EncodedByTheTest_IsDecoded() => Prop.ForAll(AnyBytes, bytes =>
        Decode("quoted-printable", QuotedPrintable(bytes)).SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void EncodedWords_CutAnywhere_AreDecoded() => Prop.ForAll(AnyText, ArbMap.Default.ArbFor<PositiveInt>(), (text, size) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = bytes.Chunk(size.Get % 40 + 1).Select((chunk, i) => size.Get % 2 == 0
            ? $"=?utf-8?B?{Convert.ToBase64String(chunk)}?="
            : $"=?UTF-8?q?{string.Concat(chunk.Select(b => $"={b:X2}"))}?=");
        return Raw.WithHeader("Subject", string.Join("\r\n ", words)).Subject == text.Trim();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void FileNames_InRfc2231Sections_AreDecoded() => Prop.ForAll(AnyText, ArbMap.Default.ArbFor<PositiveInt>(), (text, size) =>
    {
        var name = "x" + text.Replace("/", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Trim();
        if (name.Length > 60)
            return true;
        var sections = Encoding.UTF8.GetBytes(name).Chunk(size.Get % 40 + 4).Select((chunk, i) =>
            $"filename*{i}*={(i == 0 ? "utf-8''" : "")}{string.Concat(chunk.Select(b => $"%{b:x2}"))}");
        return Raw.WithHeader("Content-Disposition", "attachment; " + string.Join(";\r\n ", sections)).Root.FileName == name;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void DisplayNames_Quoted_AreDecoded() => Prop.ForAll(AnyText, text =>
    {
        var name = string.Join(' ', text.Replace("=?", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var to = Raw.WithHeader("To", $"\"{quoted}\" <a@example.com>, b@example.com").To;
        return to.Count == 2 && (to[0].Name ?? "") == name && to[0].Address == "a@example.com";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyBytes_Parsed_KeepThePromises() => Prop.ForAll(AnyBytes, bytes =>
    {
        Reading.CheckEverything(bytes);
        Reading.CheckEverything([.. "Content-Type: text/html\n\n"u8, .. bytes]);
        Reading.CheckEverything([.. "Content-Type: multipart/mixed; boundary=\""u8, .. bytes]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Message_SplitAnywhere_KeepsThePromises()
    {
        foreach (var file in Fixtures.Files())
        {
            var raw = File.ReadAllBytes(file);
            var step = Math.Max(1, raw.Length / 200);
            for (var cut = 0; cut < raw.Length; cut += step)
            {
                Reading.CheckEverything(raw[..cut]);
                Reading.CheckEverything(raw[cut..]);
            }
        }
    }

    private static byte[] Decode(string encoding, string body)
    {
        var writer = new ArrayBufferWriter<byte>();
        MimeParser.Parse(Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}")).Root.DecodeBytes(writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Encodes every byte that is no letter, soft line breaks after 24 bytes.</summary>
    private static string QuotedPrintable(byte[] bytes) => string.Join("=\r\n", bytes.Chunk(24).Select(chunk =>
        string.Concat(chunk.Select(b => char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : $"={b:X2}"))));
}
