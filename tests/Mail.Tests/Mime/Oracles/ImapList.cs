using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>
/// A parenthesized list of an IMAP response: strings (bytes as Latin-1), null for NIL, and lists. Written apart from the IMAP
/// client of the library, so that a fault there cannot hide one here.
/// </summary>
internal sealed class ImapList : List<object?>
{
    public string? Text(int index) => index < Count ? this[index] as string : null;

    public ImapList? List(int index) => index < Count ? this[index] as ImapList : null;

    /// <summary>Reads the list that begins at a position; literals are in the text as they came.</summary>
    public static ImapList Read(string text, ref int pos)
    {
        var list = new ImapList();
        for (pos++; text[pos] != ')';)
        {
            switch (text[pos])
            {
                case ' ':
                    pos++;
                    break;
                case '(':
                    list.Add(Read(text, ref pos));
                    break;
                case '"':
                    list.Add(Quoted(text, ref pos));
                    break;
                case '{':
                    list.Add(Literal(text, ref pos));
                    break;
                default:
                    list.Add(Atom(text, ref pos));
                    break;
            }
        }

        pos++;
        return list;
    }

    private static string Quoted(string text, ref int pos)
    {
        var value = new StringBuilder();
        for (pos++; text[pos] != '"'; pos++)
        {
            if (text[pos] == '\\')
                pos++;
            value.Append(text[pos]);
        }

        pos++;
        return value.ToString();
    }

    private static string Literal(string text, ref int pos)
    {
        var close = text.IndexOf('}', pos);
        var length = int.Parse(text.AsSpan(pos + 1, close - pos - 1), CultureInfo.InvariantCulture);
        pos = close + 3 + length;
        return text.Substring(close + 3, length);
    }

    private static string? Atom(string text, ref int pos)
    {
        var start = pos;
        while (text[pos] is not (' ' or ')' or '('))
            pos++;
        var atom = text[start..pos];
        return atom == "NIL" ? null : atom;
    }
}
