using System.Globalization;

namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A time that a question names, and the place of its words.</summary>
/// <param name="From">The first moment; null for any.</param>
/// <param name="Before">The first moment after it; null for any.</param>
internal sealed record QuestionTime(DateTimeOffset? From, DateTimeOffset? Before, int Start, int End);

/// <summary>Finds times in the past, at which mail can have arrived. A later time is a subject of mail, and stays a word.</summary>
internal static class QuestionTimes
{
    private const int MostCount = 999;

    private static readonly (string[] Words, Func<DateOnly, (DateOnly From, DateOnly Before)> Days)[] Phrases =
    [
        .. Named(Day(-1), "yesterday", "gestern", "hier", "ayer", "igar", "i gar"),
        .. Named(Week(-1), "last week", "letzte woche", "letzter woche", "letzten woche", "vergangene woche", "semaine derniere", "la semana pasada", "semana pasada", "forra veckan"),
        .. Named(Month(-1), "last month", "letzten monat", "letztem monat", "vergangenen monat", "mois dernier", "mes pasado", "forra manaden"),
        .. Named(Year(-1), "last year", "letztes jahr", "letzten jahr", "vergangenes jahr", "annee derniere", "an dernier", "ano pasado", "forra aret"),
    ];

    private static readonly string[] Lasts = ["last", "past", "letzten", "vergangenen", "derniers", "dernieres", "ultimos", "ultimas", "senaste"];
    private static readonly string[] Sinces = ["since", "seit", "depuis", "desde", "sedan"];
    private static readonly string[] Ins = ["in", "im", "en", "during", "i"];
    private static readonly string[] Fillers = ["the", "la", "le", "les", "los", "las", "l", "el", "im", "in", "en", "den", "der", "de", "i"];

    private static readonly Dictionary<string, int> DaysOf = new(StringComparer.Ordinal)
    {
        ["day"] = 1,
        ["days"] = 1,
        ["tage"] = 1,
        ["tagen"] = 1,
        ["jours"] = 1,
        ["dias"] = 1,
        ["dagarna"] = 1,
        ["dagar"] = 1,
        ["week"] = 7,
        ["weeks"] = 7,
        ["wochen"] = 7,
        ["semaines"] = 7,
        ["semanas"] = 7,
        ["veckorna"] = 7,
        ["veckor"] = 7,
        ["month"] = 30,
        ["months"] = 30,
        ["monate"] = 30,
        ["monaten"] = 30,
        ["mois"] = 30,
        ["meses"] = 30,
        ["manaderna"] = 30,
        ["manader"] = 30,
        ["year"] = 365,
        ["years"] = 365,
        ["jahre"] = 365,
        ["jahren"] = 365,
        ["ans"] = 365,
        ["anos"] = 365,
        ["aren"] = 365,
    };

    /// <summary>Returns the first time of a question; null if there is none.</summary>
    public static QuestionTime? Find(IReadOnlyList<QuestionWord> words, DateTimeOffset now)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (OfPhrase(words, i, now) is { } phrase)
                return phrase;
            if (OfCount(words, i, now) is { } count)
                return count;
            if (OfMonth(words, i, now) is { } month)
                return month;
        }

        return null;
    }

    private static QuestionTime? OfPhrase(IReadOnlyList<QuestionWord> words, int at, DateTimeOffset now)
    {
        foreach (var (phrase, days) in Phrases)
        {
            if (!QuestionWords.Match(words, at, phrase))
                continue;
            var (from, before) = days(DateOnly.FromDateTime(now.DateTime));
            var isOpen = at > 0 && Sinces.Contains(words[at - 1].Folded);
            return new QuestionTime(Moment(from, now), isOpen ? null : Moment(before, now), StartOf(words, at), words[at + phrase.Length - 1].End);
        }

        return null;
    }

    // The last three days.
    private static QuestionTime? OfCount(IReadOnlyList<QuestionWord> words, int at, DateTimeOffset now)
    {
        if (at + 2 >= words.Count || !Lasts.Contains(words[at].Folded) || !DaysOf.TryGetValue(words[at + 2].Folded, out var days))
            return null;
        if (!int.TryParse(words[at + 1].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostCount)
            return null;
        var from = DateOnly.FromDateTime(now.DateTime).AddDays(-(int)Math.Min((long)count * days, 36_500));
        return new QuestionTime(Moment(from, now), null, StartOf(words, at), words[at + 2].End);
    }

    // In March, in March 2026, since March, in 2025.
    private static QuestionTime? OfMonth(IReadOnlyList<QuestionWord> words, int at, DateTimeOffset now)
    {
        var isSince = Sinces.Contains(words[at].Folded);
        if (at + 1 >= words.Count || (!isSince && !Ins.Contains(words[at].Folded)))
            return null;
        var today = DateOnly.FromDateTime(now.DateTime);
        var year = YearOf(words, at + 1);
        var month = MonthNames.Find(words[at + 1].Folded);
        if (month is null && year is null)
            return null;
        var hasYear = month is not null && YearOf(words, at + 2) is { };
        var from = month is { } number
            ? new DateOnly(hasYear ? YearOf(words, at + 2)!.Value : number > today.Month ? today.Year - 1 : today.Year, number, 1)
            : new DateOnly(year!.Value, 1, 1);
        if (from > today)
            return null;
        var before = month is null ? from.AddYears(1) : from.AddMonths(1);
        return new QuestionTime(Moment(from, now), isSince ? null : Moment(before, now), words[at].Start, words[at + (hasYear ? 2 : 1)].End);
    }

    private static int? YearOf(IReadOnlyList<QuestionWord> words, int at) =>
        at < words.Count && words[at].Folded.Length == 4 && int.TryParse(words[at].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1970 and <= 2200
            ? year
            : null;

    // The little words before a time belong to it.
    private static int StartOf(IReadOnlyList<QuestionWord> words, int at)
    {
        while (at > 0 && (Fillers.Contains(words[at - 1].Folded) || Sinces.Contains(words[at - 1].Folded)))
            at--;
        return words[at].Start;
    }

    private static DateTimeOffset Moment(DateOnly day, DateTimeOffset now) => new(day.ToDateTime(TimeOnly.MinValue), now.Offset);

    private static IEnumerable<(string[] Words, Func<DateOnly, (DateOnly From, DateOnly Before)> Days)> Named(
        Func<DateOnly, (DateOnly From, DateOnly Before)> days, params string[] phrases) => phrases.Select(phrase => (phrase.Split(' '), days));

    private static Func<DateOnly, (DateOnly From, DateOnly Before)> Day(int offset) => today => (today.AddDays(offset), today.AddDays(offset + 1));

    private static Func<DateOnly, (DateOnly From, DateOnly Before)> Week(int offset) => today =>
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * offset));
        return (monday, monday.AddDays(7));
    };

    private static Func<DateOnly, (DateOnly From, DateOnly Before)> Month(int offset) => today =>
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(offset);
        return (first, first.AddMonths(1));
    };

    private static Func<DateOnly, (DateOnly From, DateOnly Before)> Year(int offset) => today =>
        (new DateOnly(today.Year + offset, 1, 1), new DateOnly(today.Year + offset + 1, 1, 1));
}
