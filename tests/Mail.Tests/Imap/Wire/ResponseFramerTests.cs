using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Tests.Imap.Wire;

public sealed class ResponseFramerTests
{
    private const string Session =
        "* OK hi\r\n* 1 FETCH (BODY[] {5}\r\na\r\nb) BODY[TEXT] {0}\r\n UID 3)\r\n\r\n* LIST () NIL {3+}\r\nabc\n* OK ends in {5}\r\n+ {5}\r\nA1 OK {9}\r\n";

    private static readonly string[] Frames =
    [
        "* OK hi", "* 1 FETCH (BODY[] {5}<a\r\nb)> BODY[TEXT] {0}<> UID 3)", "", "* LIST () NIL {3+}<abc>", "* OK ends in {5}", "+ {5}", "A1 OK {9}",
    ];

    [Fact]
    public void Advance_OverAWholeSession_CutsItIntoResponses() => Assert.Equal(Frames, Cut(Session, int.MaxValue));

    [Fact]
    public void Advance_OverAnyPieces_CutsTheSame()
    {
        for (var size = 1; size < Session.Length; size++)
        {
            Assert.Equal(Frames, Cut(Session, size));
        }
    }

    [Fact]
    public void Router_SeesTheTextBeforeTheLiteralAndTakesItsBytes()
    {
        using var framer = new ResponseFramer(ImapLimits.Default);
        var seen = "";
        framer.Router = (text, size) =>
        {
            seen += Encoding.ASCII.GetString(text) + "|" + size + ";";
            return size == 5 ? Stream.Null : null;
        };

        var input = Encoding.ASCII.GetBytes("* 1 FETCH (A {3}\r\nabc B {5}\r\nhello)\r\n");
        var step = framer.Advance(input, out var consumed);

        Assert.Equal(FramerStep.ToSink, step);
        Assert.Equal("* 1 FETCH (A |3;* 1 FETCH (A {3} B |5;", seen);
        Assert.Equal("hello)\r\n", Encoding.ASCII.GetString(input.AsSpan(consumed)));
        framer.Receiving!.Commit(5);
        Assert.Equal(FramerStep.Complete, framer.Advance(")\r\n"u8, out _));
        Assert.Equal(2, framer.Frame.LiteralCount);
        Assert.Equal(3, framer.Frame.BufferedLiteralBytes);
    }

    [Fact]
    public void Release_BetweenResponses_KeepsNothing()
    {
        using var framer = new ResponseFramer(ImapLimits.Default);
        framer.Advance("* OK half"u8, out _);
        framer.Release();
        Assert.True(framer.InProgress);

        Assert.Equal(FramerStep.Complete, framer.Advance(" and half\r\n"u8, out _));

        Assert.Equal("* OK half and half", Encoding.ASCII.GetString(framer.Frame.Text));
        framer.Release();
        Assert.Equal(0, framer.Frame.Length);
    }

    private static List<string> Cut(string session, int size)
    {
        using var framer = new ResponseFramer(ImapLimits.Default);
        var frames = new List<string>();
        var bytes = Encoding.ASCII.GetBytes(session);
        for (var at = 0; at < bytes.Length;)
        {
            var piece = bytes.AsSpan(at, Math.Min(size, bytes.Length - at));
            if (framer.Advance(piece, out var consumed) == FramerStep.Complete)
            {
                frames.Add(Show(framer.Frame));
            }

            at += consumed;
        }

        return frames;
    }

    /// <summary>The text with each literal's bytes in angle brackets behind its announcement.</summary>
    private static string Show(ResponseFrame frame)
    {
        var text = Encoding.ASCII.GetString(frame.Text);
        var shift = 0;
        for (var i = 0; i < frame.LiteralCount; i++)
        {
            for (var position = 0; position < frame.Length; position++)
            {
                if (frame.Take(i, position) is { } literal)
                {
                    var end = text.IndexOf('}', position + shift) + 1;
                    var content = $"<{Encoding.ASCII.GetString(literal.Memory.Span)}>";
                    text = text.Insert(end, content);
                    shift += content.Length;
                    literal.Dispose();
                }
            }
        }

        return text;
    }
}
