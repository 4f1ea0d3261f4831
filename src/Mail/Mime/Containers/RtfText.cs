using System.Buffers;
using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>The text of an RTF document, also of one that HTML was put into (MS-OXRTFEX): paragraphs, tabs and characters, nothing else.</summary>
internal static class RtfText
{
    /// <summary>Groups within groups; Outlook's have under twenty. Deeper ones share the state of the last.</summary>
    private const int MaxDepth = 256;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Groups that hold no text of the document.</summary>
    private static readonly HashSet<string> Destinations =
        ["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "datastore", "listtable", "generator", "mmathPr"];

    public static string Convert(ReadOnlySpan<byte> rtf, int maxLength)
    {
        var text = new StringBuilder();
        var hidden = new Stack<bool>();
        var skip = false;
        var charset = Charset.Western;
        var bytes = new ByteBuffer(64);
        for (var i = 0; i < rtf.Length && text.Length < maxLength;)
        {
            var b = rtf[i++];
            if (b == (byte)'\\' && i < rtf.Length)
            {
                if (rtf[i] == (byte)'\'' && i + 2 < rtf.Length && Hex.TryDecode(rtf[i + 1], rtf[i + 2], out var character))
                {
                    // Double-byte characters consist of two of these.
                    if (!skip)
                        bytes.Append(character);
                    i += 3;
                    continue;
                }

                Flush(text, ref bytes, charset);
                i = Control(rtf, i, text, ref skip, ref charset);
                continue;
            }

            Flush(text, ref bytes, charset);
            if (b == (byte)'{' && hidden.Count < MaxDepth)
                hidden.Push(skip);
            else if (b == (byte)'}')
                skip = hidden.TryPop(out var before) && before;
            else if (!skip && b is not ((byte)'\r' or (byte)'\n' or (byte)'{' or 0))
                text.Append((char)b);
        }

        Flush(text, ref bytes, charset);
        bytes.Dispose();

        // Unpaired surrogates are not text.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString(0, Math.Min(text.Length, maxLength)))).Trim();
    }

    private static void Flush(StringBuilder text, ref ByteBuffer bytes, Charset charset)
    {
        if (bytes.Length == 0)
            return;
        text.Append(charset.GetEncoding().GetString(bytes.Written).Replace("\0", string.Empty, StringComparison.Ordinal));
        bytes.Truncate(0);
    }

    /// <summary>Reads a control word or symbol behind its backslash; returns the offset behind it.</summary>
    private static int Control(ReadOnlySpan<byte> rtf, int i, StringBuilder text, ref bool skip, ref Charset charset)
    {
        var letters = rtf[i..Math.Min(i + 32, rtf.Length)].IndexOfAnyExcept(Letters);
        if (letters <= 0)
        {
            skip |= rtf[i] == (byte)'*';
            if (!skip && rtf[i] is (byte)'\\' or (byte)'{' or (byte)'}')
                text.Append((char)rtf[i]);
            else if (!skip && rtf[i] == (byte)'~')
                text.Append('\u00A0');
            return i + 1;
        }

        var word = Encoding.ASCII.GetString(rtf.Slice(i, letters));
        i += letters;
        var digits = i;
        while (digits < rtf.Length && digits < i + 8 && rtf[digits] is (>= (byte)'0' and <= (byte)'9') or (byte)'-')
            digits++;
        var hasNumber = int.TryParse(rtf[i..digits], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        i = digits < rtf.Length && rtf[digits] == (byte)' ' ? digits + 1 : digits;
        if (word is "htmlrtf")
            skip = !hasNumber || number != 0;
        else if (word is "ansicpg" && hasNumber)
            charset = CharsetNames.Find(number.ToString(CultureInfo.InvariantCulture)) ?? charset;
        else if (Destinations.Contains(word))
            skip = true;
        else if (!skip)
            i = Append(rtf, i, word, number, text);
        return i;
    }

    private static int Append(ReadOnlySpan<byte> rtf, int i, string word, int number, StringBuilder text)
    {
        if (word is "par" or "line" or "row" or "page" or "sect")
            text.Append('\n');
        else if (word is "tab" or "cell")
            text.Append('\t');
        else if (word is "u" && (char)number is not '\0' and var c)
            return AppendUnicode(rtf, i, c, text);
        else if (Symbol(word) is not '\0' and var symbol)
            text.Append(symbol);
        return i;
    }

    /// <summary>Appends a Unicode character and skips the substitute for old readers behind it.</summary>
    private static int AppendUnicode(ReadOnlySpan<byte> rtf, int i, char c, StringBuilder text)
    {
        // A half of a pair stays only where its other half does.
        var isPair = char.IsLowSurrogate(c) && text.Length > 0 && char.IsHighSurrogate(text[^1]);
        if (!char.IsLowSurrogate(c) || isPair)
            text.Append(c);
        if (i + 3 < rtf.Length && rtf[i] == (byte)'\\' && rtf[i + 1] == (byte)'\'')
            return i + 4;
        return i < rtf.Length && rtf[i] is not ((byte)'\\' or (byte)'{' or (byte)'}') ? i + 1 : i;
    }

    private static char Symbol(string word) => word switch
    {
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "endash" => '–',
        "emdash" => '—',
        "bullet" => '•',
        _ => '\0',
    };
}
