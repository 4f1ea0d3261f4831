using System.Globalization;

namespace EmailAgent.Search.Queries;

/// <summary>Meaning of the operators: the name before the colon and the value after it.</summary>
internal static class SearchOperators
{
    private const int MaxDays = 36_500;

    private static readonly string[] Names =
    [
        "from", "to", "cc", "subject", "filename", "label", "in", "is", "has", "before", "after", "older_than", "newer_than", "larger", "smaller",
    ];

    private static readonly string[] DateFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy-M", "yyyy/M", "yyyy"];

    public static bool IsKnown(ReadOnlySpan<char> name)
    {
        foreach (var known in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Returns the field to which an operator limits words; None for the other operators.</summary>
    public static FieldTag FieldOf(string name) => name switch
    {
        "from" => FieldTag.From,
        "to" => FieldTag.To,
        "cc" => FieldTag.Cc,
        "subject" => FieldTag.Subject,
        "filename" => FieldTag.Filename,
        _ => FieldTag.None,
    };

    /// <summary>Returns the condition of an operator that is not a field; null if the value is invalid.</summary>
    public static SearchNode? Condition(string name, string value, int position, DateTimeOffset now) => name switch
    {
        "label" or "in" => Label(value, position),
        "is" => Is(value.ToLowerInvariant()),
        "has" => value.ToLowerInvariant() is "attachment" or "attachments" ? new TextTerm(FieldTag.Has, "attachment", true, false) : null,
        "before" => Date(value) is { } date ? new DateTerm(null, date) : null,
        "after" => Date(value) is { } date ? new DateTerm(date, null) : null,
        "older_than" => Ago(value, now) is { } date ? new DateTerm(null, date) : null,
        "newer_than" => Ago(value, now) is { } date ? new DateTerm(date, null) : null,
        "larger" => Bytes(value) is { } bytes ? new SizeTerm(bytes, true) : null,
        "smaller" => Bytes(value) is { } bytes ? new SizeTerm(bytes, false) : null,
        _ => null,
    };

    /// <summary>Returns the expected values of an operator, for the message about an invalid value.</summary>
    public static string Expectation(string name) => name switch
    {
        "is" => "is: takes read, unread, starred or unstarred",
        "has" => "has: takes attachment",
        "before" or "after" => $"{name}: takes a date such as 2026-03-31, 2026-03 or 2026",
        "older_than" or "newer_than" => $"{name}: takes a span such as 3d, 2w, 6m or 1y, of at most 100 years",
        "larger" or "smaller" => $"{name}: takes a size such as 500k or 10M",
        _ => $"{name}: needs a value directly after the colon",
    };

    /// <summary>Returns whether a field contains people, so that "me" can match the user.</summary>
    public static bool IsOfPeople(FieldTag field) => field is FieldTag.From or FieldTag.To or FieldTag.Cc;

    private static SearchNode? Label(string name, int position) => name.ToLowerInvariant() switch
    {
        "" => null,
        "anywhere" => new AllMail(),
        "spam" => new LabelTerm("junk", position),
        "bin" => new LabelTerm("trash", position),
        _ => new LabelTerm(name, position),
    };

    private static PropertyTerm? Is(string value) => value switch
    {
        "read" => new PropertyTerm(MessageProperty.Read, true),
        "unread" => new PropertyTerm(MessageProperty.Read, false),
        "starred" => new PropertyTerm(MessageProperty.Starred, true),
        "unstarred" => new PropertyTerm(MessageProperty.Starred, false),
        _ => null,
    };

    private static DateTimeOffset? Date(string value) =>
        DateTimeOffset.TryParseExact(value, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static DateTimeOffset? Ago(string value, DateTimeOffset now)
    {
        if (value.Length < 2 || !int.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxDays)
            return null;

        var days = char.ToLowerInvariant(value[^1]) switch { 'd' => count, 'w' => count * 7, 'm' => count * 30, 'y' => count * 365, _ => -1 };
        return days is >= 0 and <= MaxDays ? now.AddDays(-days) : null;
    }

    private static long? Bytes(string value)
    {
        var digits = value.TrimEnd('b', 'B');
        var factor = digits.Length == 0 ? 0 : char.ToLowerInvariant(digits[^1]) switch { 'k' => 1L << 10, 'm' => 1L << 20, 'g' => 1L << 30, _ => 1L };
        if (factor > 1)
            digits = digits[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue >> 30 ? number * factor : null;
    }
}
