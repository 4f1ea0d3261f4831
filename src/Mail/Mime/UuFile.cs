using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A uuencoded file within the lines of a text part; offsets into its raw body.</summary>
internal readonly record struct UuFile(string Name, int Start, int End)
{
    /// <summary>Finds the files in a text body; null where there is none.</summary>
    public static UuFile[]? FindAll(MimePart part)
    {
        var body = part.Body;
        if (part.TransferEncoding != TransferEncoding.Identity || body.IndexOf("begin "u8) < 0)
            return null;
        List<UuFile>? files = null;
        for (var from = 0; from < body.Length;)
        {
            var at = body[from..].IndexOf("begin "u8);
            if (at < 0)
                break;
            at += from;
            if ((at == 0 || body[at - 1] == (byte)'\n') && TryRead(body, at, out var file))
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

    /// <summary>The text of the part with its files left out.</summary>
    public static string TextWithout(UuFile[] files, MimePart part)
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

    private static bool TryRead(ReadOnlySpan<byte> body, int at, out UuFile file)
    {
        file = default;
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
                file = new UuFile(name, at, body.Length - rest.Length);
                return true;
            }

            if (!UuDecoder.IsDataLine(line) && !line.IsEmpty)
                return false;
            lines++;
        }

        return false;
    }

    /// <summary>"begin 644 name".</summary>
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
