using System.Buffers;
using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Smtp.Wire;
using FsCheck;
using FsCheck.Fluent;
using MailKit.Net.Smtp;

namespace EmailAgent.Delivery.Tests.Smtp.Wire;

public sealed class LineEncoderTests
{
    // Only what the encoder looks at, so that every combination comes up.
    private static readonly Arbitrary<string[]> Pieces
        = Gen.Elements('\r', '\n', '.', 'a').ArrayOf().Select(chars => new string(chars)).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData(".\r\n..\r\n", "..\r\n...\r\n")]
    [InlineData("a.\r\n", "a.\r\n")]
    [InlineData("a\nb\rc", "a\r\nb\r\nc\r\n")]
    [InlineData("a\r\r\nb", "a\r\n\r\nb\r\n")]
    [InlineData("a\n\rb", "a\r\n\r\nb\r\n")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("\n.\n", "\r\n..\r\n")]
    [InlineData("\r.\r", "\r\n..\r\n")]
    [InlineData("a\n.\r\nMAIL FROM:<evil>", "a\r\n..\r\nMAIL FROM:<evil>\r\n")]
    [InlineData("a\r.\nb", "a\r\n..\r\nb\r\n")]
    public void Encode_AnyLineEnds_LeavesOnlyPairsAndNoLineOfOneDot(string text, string expected)
        => Assert.Equal(expected, Encode(SmtpLineEnds.Normalize, text));

    [Fact]
    public void Encode_AnyPieces_IsUndoneByAServer()
        => Prop.ForAll(Pieces, pieces =>
        {
            var wire = Encode(SmtpLineEnds.Normalize, pieces);
            return Unstuff(wire) == Normalized(string.Concat(pieces));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_AnyPieces_NeverContainsTheEndMarkOfAnyServer()
        => Prop.ForAll(Pieces, pieces =>
        {
            var wire = "\r\n" + Encode(SmtpLineEnds.Normalize, pieces);
            return Array.TrueForAll(["\r\n.\r\n", "\n.\n", "\r.\r", "\n.\r", "\r.\n", "\n.\r\n", "\r\n.\n", "\r\n.\r"], end => !wire.Contains(end, StringComparison.Ordinal))
                && !wire.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n');
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_InAnyPieces_IsTheSameAsInOne()
        => Prop.ForAll(Pieces, pieces => Encode(SmtpLineEnds.Normalize, pieces) == Encode(SmtpLineEnds.Normalize, string.Concat(pieces)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\r\r\n")]
    [InlineData("a\r")]
    public void Encode_WhereLoneLineEndsAreRefused_Throws(string text)
        => Assert.Throws<InvalidDataException>(() => Encode(SmtpLineEnds.Refuse, text));

    [Fact]
    public void Encode_WithPairsOnly_IsNotRefused()
        => Assert.Equal("a\r\n\r\nb\r\n", Encode(SmtpLineEnds.Refuse, "a\r", "\n\r\nb"));

    /// <summary>The wire: our lines, with MailKit's dots.</summary>
    private static string Encode(SmtpLineEnds lineEnds, params string[] pieces)
    {
        var encoder = new LineEncoder(lineEnds);
        var output = new ArrayBufferWriter<byte>();
        foreach (var piece in pieces)
        {
            encoder.Encode(Encoding.Latin1.GetBytes(piece), output);
        }

        encoder.Finish(output);
        var wire = new SmtpDataFilter().Flush(output.WrittenSpan.ToArray(), 0, output.WrittenCount, out var start, out var length);
        return Encoding.Latin1.GetString(wire, start, length);
    }

    /// <summary>What a server makes of the wire (RFC 5321 section 4.5.2).</summary>
    private static string Unstuff(string wire)
        => string.Concat(wire.Split("\r\n").SkipLast(1).Select(line => (line.StartsWith('.') ? line[1..] : line) + "\r\n"));

    private static string Normalized(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return (lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n").Replace("\n", "\r\n", StringComparison.Ordinal);
    }
}
