namespace EmailAgent.Intelligence.Dates;

/// <summary>The tokens of a text, and the day on which it was written.</summary>
internal sealed class DateText
{
    private const int MostYears = 15;

    private static readonly (string Word, int Half)[] Halves =
        [("tonight", 1), ("afternoon", 1), ("evening", 1), ("abend", 1), ("nachmittag", 1), ("soir", 1), ("midi", 1), ("tarde", 1), ("noche", 1), ("kväll", 1), ("eftermiddag", 1), ("früh", 0), ("vormittag", 0), ("this morning", 0), ("heute morgen", 0), ("matin", 0), ("esta mañana", 0), ("bitti", 0)];

    private readonly string _text;
    private readonly List<DateToken> _tokens;
    private readonly TimeSpan _offset;

    public DateText(string text, DateTimeOffset sentAt)
    {
        _text = text;
        var tokenizer = new DateTokenizer(text);
        _tokens = tokenizer.Read();
        Language = tokenizer.Language();
        SentAt = sentAt.DateTime;
        Today = DateOnly.FromDateTime(SentAt);
        _offset = sentAt.Offset;
    }

    /// <summary>Gets the language of the text; null if no word shows it.</summary>
    public DateLanguage? Language { get; }

    /// <summary>Gets the time of writing in the author's zone.</summary>
    public DateTime SentAt { get; }

    public DateOnly Today { get; }

    public int Count => _tokens.Count;

    /// <summary>Indicates whether the author writes the month before the day: in English, in the zones of America.</summary>
    public bool IsMonthFirst => Language is null or DateLanguage.English && _offset <= TimeSpan.FromHours(-4) && _offset >= TimeSpan.FromHours(-10);

    /// <summary>Returns a token; one that matches nothing outside of the text.</summary>
    public DateToken this[int index] => index >= 0 && index < _tokens.Count ? _tokens[index] : DateToken.None;

    public bool Is(int index, DateWordKind kind) => this[index].Is(kind);

    public bool IsSign(int index, char sign) => this[index].Sign == sign;

    /// <summary>Indicates whether a token begins with a capital.</summary>
    public bool IsCapital(int index) => this[index].Start >= 0 && char.IsUpper(_text[this[index].Start]);

    /// <summary>Indicates whether a token is a word, apart from its case.</summary>
    public bool IsWord(int index, string word) => this[index].Length == word.Length && _text.AsSpan(this[index].Start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether a token follows the one before it without white space.</summary>
    public bool IsJoined(int index) => !this[index].IsApart;

    /// <summary>Indicates whether a token has the kind, or the one before it if it is an article.</summary>
    public bool IsAfter(int index, DateWordKind kind) => Is(index - 1, kind) || ((Is(index - 1, DateWordKind.On) || IsSign(index - 1, ':')) && Is(index - 2, kind));

    /// <summary>Indicates whether a date that begins at a token is past by the words before it.</summary>
    public bool IsPast(int index) => IsAfter(index, DateWordKind.Since);

    /// <summary>Returns the half of the day that a word such as <c>tonight</c> includes: 0 before noon, 1 after it; null if it includes none.</summary>
    public int? HalfNamedAt(int index)
    {
        var token = this[index];
        if (!token.Is(DateWordKind.Relative | DateWordKind.Weekday) || token.Length < 5)
            return null;
        var word = _text.AsSpan(token.Start, token.Length);
        foreach (var (part, half) in Halves)
        {
            if (word.EndsWith(part, StringComparison.OrdinalIgnoreCase))
                return half;
        }

        return null;
    }

    /// <summary>Returns the day of a month and, if none is given, the year in which it comes next; null if there is no such day.</summary>
    public DateOnly? DayOf(int? year, int month, int day, bool isPast)
    {
        if (month is < 1 or > 12 || day < 1 || year is < 1900 or > 2200)
            return null;
        if (year is { } given)
            return day <= DateTime.DaysInMonth(given, month) ? new DateOnly(given, month, day) : null;
        for (var years = 0; years < 9; years++)
        {
            var candidate = Today.Year + (isPast ? -years : years);
            if (candidate is < 1 or > 9999 || day > DateTime.DaysInMonth(candidate, month))
                continue;
            var date = new DateOnly(candidate, month, day);
            if (isPast ? date <= Today : date >= Today)
                return date;
        }

        return null;
    }

    /// <summary>Returns the year that a number names; null if it names none.</summary>
    public int? YearOf(DateToken token) => token.Length switch
    {
        4 when token.Number is >= 1900 and <= 2200 => token.Number,
        2 when token.IsNumber && Math.Abs(2000 + token.Number - Today.Year) <= MostYears => 2000 + token.Number,
        _ => null,
    };
}
