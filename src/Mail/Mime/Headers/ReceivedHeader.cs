using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads Received (RFC 5321 section 4.4): clauses of a keyword and a value in any order, then a date.</summary>
internal static class ReceivedHeader
{
    private static readonly string[] Keywords = ["from", "by", "via", "with", "id", "for"];

    public static ReceivedHop Parse(ReadOnlySpan<byte> value)
    {
        var values = new string?[Keywords.Length];
        string? fromInfo = null;
        var clause = -1;
        var dateAt = value.Length;
        var tokens = new FieldTokenizer(value);
        while (tokens.Read())
        {
            if (tokens.Mark == (byte)';')
                dateAt = tokens.Start;
            else if (tokens.Kind == FieldToken.Comment)
                fromInfo ??= clause == 0 ? tokens.Text : null;
            else if (dateAt == value.Length && Keyword(tokens.Raw, values) is >= 0 and var keyword)
                values[clause = keyword] = string.Empty;
            else if (clause >= 0 && dateAt == value.Length && values[clause]!.Length == 0)
                values[clause] = tokens.Text;
            else if (clause >= 0 && dateAt == value.Length)
                clause = Continue(clause, values, tokens.Text);
        }

        var date = dateAt == value.Length ? null : DateHeader.Parse(value[(dateAt + 1)..]);
        return new ReceivedHop(
            Value(values[0]), fromInfo, Value(values[1]), Value(values[2]), Value(values[3]), Value(values[4]), Value(values[5]), date);
    }

    /// <summary>Appends a further word to a protocol ("Microsoft SMTP Server") and returns its clause; -1 for other clauses, where it has no meaning.</summary>
    private static int Continue(int clause, string?[] values, string text)
    {
        if (clause != 3 || values[clause]!.Length > 60)
            return -1;
        values[clause] = $"{values[clause]} {text}";
        return clause;
    }

    /// <summary>Returns the index of a keyword that has not occurred before; -1 otherwise.</summary>
    private static int Keyword(ReadOnlySpan<byte> word, string?[] values)
    {
        for (var i = 0; i < Keywords.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(word, Keywords[i]))
                return values[i] is null ? i : -1;
        }

        return -1;
    }

    private static string? Value(string? text) => text?.Trim('<', '>') is { Length: > 0 } value ? value : null;
}
