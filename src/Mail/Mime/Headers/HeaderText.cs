using System.Runtime.CompilerServices;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Reads unstructured text (RFC 5322 section 2.2.1): folds undone, encoded words decoded wherever they stand, raw
/// 8-bit text as UTF-8 or Windows-1252, control characters removed.
/// </summary>
internal static class HeaderText
{
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t\r\n"u8);
        if (raw.IsEmpty)
            return string.Empty;
        if (raw.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && raw.IndexOf("=?"u8) < 0)
            return Encoding.ASCII.GetString(raw);
        var buffer = new CharBuffer(raw.Length);
        try
        {
            AppendDecoded(ref buffer, raw);
            return Clean(ref buffer);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static void AppendDecoded(ref CharBuffer buffer, ReadOnlySpan<byte> raw)
    {
        while (true)
        {
            var start = FindWord(raw, out var word);
            if (start < 0)
            {
                TextDecoder.Append(ref buffer, raw, null);
                return;
            }

            TextDecoder.Append(ref buffer, raw[..start], null);
            raw = AppendWords(ref buffer, raw[start..], word);
        }
    }

    private static int FindWord(ReadOnlySpan<byte> raw, out EncodedWord word)
    {
        word = default;
        var from = 0;
        while (true)
        {
            var start = raw[from..].IndexOf("=?"u8);
            if (start < 0)
                return -1;
            from += start;
            if (EncodedWord.TryRead(raw[from..], out word, out var searched))
                return from;
            if (searched)
                return -1;
            from += 2;
        }
    }

    /// <summary>
    /// Decodes a row of words that only blanks separate. Neighbours in one charset are joined as bytes first: many
    /// senders (Outlook Express, JavaMail scripts) cut them in the middle of a character.
    /// </summary>
    /// <returns>What follows the row.</returns>
    private static ReadOnlySpan<byte> AppendWords(scoped ref CharBuffer buffer, ReadOnlySpan<byte> raw, EncodedWord word)
    {
        var bytes = new ByteBuffer(raw.Length);
        try
        {
            while (true)
            {
                var charset = word.Charset;
                AppendBytes(ref bytes, word);
                raw = raw[word.Length..];
                var next = raw.TrimStart(" \t\r\n"u8);
                var more = EncodedWord.TryRead(next, out word, out _);
                if (!more || !Ascii.EqualsIgnoreCase(charset, word.Charset))
                {
                    TextDecoder.Append(ref buffer, bytes.Written, CharsetNames.Find(charset));
                    bytes.Truncate(0);
                }

                if (!more)
                    return raw;
                raw = next;
            }
        }
        finally
        {
            bytes.Dispose();
        }
    }

    private static void AppendBytes(ref ByteBuffer bytes, EncodedWord word)
    {
        var before = bytes.Length;
        var room = word.IsBase64 ? Base64Decoder.MaxDecodedLength(word.Text.Length) : word.Text.Length;
        var target = bytes.Reserve(room);
        var written = word.IsBase64
            ? Base64Decoder.Decode(word.Text, target, out _)
            : QuotedPrintableDecoder.DecodeWord(word.Text, target);
        bytes.Truncate(before + written);
    }

    /// <summary>Folds and tabs become one space, other control characters go; in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Clean(ref CharBuffer buffer)
    {
        var chars = buffer.Writable;
        var written = 0;
        var fold = false;
        foreach (var c in chars)
        {
            if (c is '\r' or '\n')
            {
                fold = true;
                while (written > 0 && chars[written - 1] == ' ')
                    written--;
                continue;
            }

            if (fold && c is ' ' or '\t')
                continue;
            if (fold)
                chars[written++] = ' ';
            fold = false;
            if (c == '\t')
                chars[written++] = ' ';
            else if (!char.IsControl(c))
                chars[written++] = c;
        }

        return new string(chars[..written].Trim());
    }
}
