using System.Text;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// Mailbox names on the wire (RFC 3501 section 5.1.3): printable ASCII stands for itself, <c>&amp;</c> is <c>&amp;-</c>,
/// everything else is UTF-16 in base64 between <c>&amp;</c> and <c>-</c> with a comma in place of the slash and no padding.
/// </summary>
public static class ModifiedUtf7
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    /// <summary>Encodes a mailbox name for the wire. Any sequence of UTF-16 units survives the round trip.</summary>
    public static string Encode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length;)
        {
            if (!IsDirect(name[i]))
            {
                i = EncodeRun(name, i, text);
                continue;
            }

            text.Append(name[i] == '&' ? "&-" : name[i].ToString());
            i++;
        }

        return text.ToString();
    }

    /// <summary>Decodes the wire form of a mailbox name. Returns false if it is not valid: some servers send raw UTF-8 here.</summary>
    public static bool TryDecode(string wire, out string name)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var text = new StringBuilder(wire.Length);
        name = "";
        for (var i = 0; i < wire.Length; i++)
        {
            if (!IsDirect(wire[i]))
            {
                return false;
            }

            if (wire[i] != '&')
            {
                text.Append(wire[i]);
                continue;
            }

            var end = wire.IndexOf('-', i);
            if (end < 0 || !DecodeRun(wire.AsSpan(i + 1, end - i - 1), text))
            {
                return false;
            }

            i = end;
        }

        name = text.ToString();
        return true;
    }

    private static bool IsDirect(char c) => c is >= ' ' and <= '~';

    private static int EncodeRun(string name, int start, StringBuilder text)
    {
        text.Append('&');
        int bits = 0, held = 0, i = start;
        for (; i < name.Length && !IsDirect(name[i]); i++)
        {
            bits = (bits << 16) | name[i];
            held += 16;
            while (held >= 6)
            {
                held -= 6;
                text.Append(Alphabet[(bits >> held) & 63]);
            }

            bits &= (1 << held) - 1;
        }

        if (held > 0)
        {
            text.Append(Alphabet[(bits << (6 - held)) & 63]);
        }

        text.Append('-');
        return i;
    }

    private static bool DecodeRun(ReadOnlySpan<char> run, StringBuilder text)
    {
        if (run.IsEmpty)
        {
            text.Append('&');
            return true;
        }

        int bits = 0, held = 0;
        foreach (var c in run)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            bits = (bits << 6) | value;
            held += 6;
            if (held >= 16)
            {
                held -= 16;
                text.Append((char)(bits >> held));
                bits &= (1 << held) - 1;
            }
        }

        return held < 6 && bits == 0;
    }
}
