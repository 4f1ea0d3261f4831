using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A file within the lines of a text part, uuencoded or yEnc; offsets into its raw body.</summary>
internal readonly record struct InlineFile(string Name, int Start, int End, TransferEncoding Encoding)
{
    /// <summary>Finds the files in a text body; null if there is none.</summary>
    public static InlineFile[]? FindAll(MimePart part)
    {
        var body = part.Body;
        if (part.TransferEncoding != TransferEncoding.Identity)
            return null;
        List<InlineFile>? files = null;
        var yEncEnds = true;
        for (var from = 0; from < body.Length;)
        {
            var at = body[from..].IndexOf("begin "u8);
            if (at < 0)
                break;
            at += from;
            if (TryRead(body, at, out var file) || TryReadYEnc(body, at - "=y".Length, ref yEncEnds, out file))
            {
                (files ??= []).Add(file);
                from = file.End;
            }
            else
            {
                from = at + 6;
            }
        }

        return files?.ToArray();
    }

    /// <summary>Returns the text of the part without its files.</summary>
    public static string TextWithout(InlineFile[] files, MimePart part)
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var file in files)
        {
            text.Append(PartText.Decode(part, part.Source, part.Body[from..file.Start]));
            from = file.End;
        }

        return text.Append(PartText.Decode(part, part.Source, part.Body[from..])).ToString();
    }

    private static bool TryRead(ReadOnlySpan<byte> body, int at, out InlineFile file)
    {
        file = default;
        if (!IsLineStart(body, at))
            return false;
        var rest = body[at..];
        var head = UuDecoder.TakeLine(ref rest);
        if (!TryReadName(head, out var name))
            return false;

        // All lines up to "end" must be data, or it is prose.
        var lines = 0;
        while (!rest.IsEmpty)
        {
            var line = UuDecoder.TakeLine(ref rest);
            if (lines > 0 && line.SequenceEqual("end"u8))
            {
                file = new InlineFile(name, at, body.Length - rest.Length, TransferEncoding.UuEncode);
                return true;
            }

            if (!UuDecoder.IsDataLine(line) && !line.IsEmpty)
                return false;
            lines++;
        }

        return false;
    }

    private static bool IsLineStart(ReadOnlySpan<byte> body, int at) => at == 0 || body[at - 1] == (byte)'\n';

    /// <summary>Reads a yEnc file from "=ybegin" to the line with "=yend". Without an end it is prose.</summary>
    /// <param name="ends">Cleared where no such line follows: then none does further on, and looking again would be quadratic.</param>
    private static bool TryReadYEnc(ReadOnlySpan<byte> body, int at, ref bool ends, out InlineFile file)
    {
        file = default;
        if (at < 0 || !ends || !IsLineStart(body, at) || YEncHeader.Read(body[at..]) is not { Name.Length: > 0 and < 256 } header)
            return false;
        var end = body[at..].IndexOf("\n=yend"u8);
        ends = end >= 0;
        if (!ends)
            return false;
        var rest = body[(at + end + 1)..];
        UuDecoder.TakeLine(ref rest);
        file = new InlineFile(header.Name, at, body.Length - rest.Length, TransferEncoding.YEnc);
        return true;
    }

    /// <summary>Reads "begin 644 name".</summary>
    private static bool TryReadName(ReadOnlySpan<byte> head, out string name)
    {
        name = string.Empty;
        var rest = head["begin "u8.Length..].TrimStart((byte)' ');
        var blank = rest.IndexOf((byte)' ');
        if (blank is < 3 or > 4 || rest[..blank].IndexOfAnyExceptInRange((byte)'0', (byte)'7') >= 0)
            return false;
        name = HeaderText.Decode(rest[blank..]);
        return name.Length is > 0 and < 256;
    }
}
