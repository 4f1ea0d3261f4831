namespace EmailAgent.Intelligence.Dates;

/// <summary>Finds dates and times in English, German, French, Spanish and Swedish text. Takes time linear in the length of the text.</summary>
internal static class DateGrammar
{
    private const int MostDates = 1_000;

    /// <summary>Returns the dates in their order. What has more than one reading is read as a time to come.</summary>
    /// <param name="sentAt">The time of writing, with the author's offset from UTC.</param>
    public static IReadOnlyList<FoundDate> Find(string text, DateTimeOffset sentAt)
    {
        var found = new List<FoundDate>();
        if (sentAt.Year is < 1900 or > 2200)
            return found;
        var tokens = new DateText(text, sentAt);
        for (var at = 0; at < tokens.Count && found.Count < MostDates;)
        {
            if (At(tokens, at) is not { } date)
            {
                at++;
                continue;
            }

            found.Add(date.Found);
            at = date.Next;
        }

        return found;
    }

    private static (FoundDate Found, int Next)? At(DateText text, int at)
    {
        if (!text[at].IsNumber && text[at].Words.Count == 0)
            return null;
        if (DayOrRange(text, at) is { } day)
            return WithClock(text, at, day);
        return ClockFirst(text, at);
    }

    private static DayReading? DayOrRange(DateText text, int at)
    {
        if (One(text, at) is not { } first)
            return null;
        first = PartOfDay(text, RelativeDays.Moved(text, first));
        if (first.End is not null || first.Time is not null || !text.IsSign(first.Next, '-') && !text.Is(first.Next, DateWordKind.Until))
            return first;
        var start = text.Is(first.Next + 1, DateWordKind.On) ? first.Next + 2 : first.Next + 1;
        if (One(text, start) is not { End: null, Time: null } last || last.Date == first.Date)
            return first;
        var end = last.Date < first.Date && text.Is(start, DateWordKind.Weekday) ? last.Date.AddDays(7) : last.Date;
        return end > first.Date ? first with { Next = last.Next, End = end, Confidence = Math.Min(first.Confidence, last.Confidence) } : first;
    }

    private static DayReading? One(DateText text, int at) =>
        NumericDays.At(text, at) ?? WeekdayDays.At(text, at) ?? RelativeDays.At(text, at) ?? MonthDays.At(text, at);

    private static DayReading PartOfDay(DateText text, DayReading day)
    {
        if (text[day.Next].Find(DateWordKind.PartOfDay) is { } part)
            return day with { Next = day.Next + 1, HalfOfDay = part };
        if (text.Is(day.Next, DateWordKind.EndOfDay))
            return day with { Next = day.Next + 1 };
        return day;
    }

    private static (FoundDate Found, int Next) WithClock(DateText text, int at, DayReading day)
    {
        if (day.Time is { } exact)
            return Made(text, at, day.Next, day, exact, null, day.Confidence);
        var half = day.HalfOfDay ?? text.HalfNamedAt(at);
        var start = day.Next;
        if (text[start].Sign is ',' or '-' or '(' or 'T' or '@' or '/' || text[start].IsWord && !text[start].IsApart && text[start].Length == 1 && text[start + 1].IsNumber)
            start++;
        if (ClockTimes.At(text, start, half) is not { } clock)
            return Made(text, at, day.Next, day, null, null, day.Confidence);
        var next = clock.Next;
        if (text.Is(next, DateWordKind.PartOfDay) && !text.Is(next, DateWordKind.Relative))
            next++;
        return Made(text, at, next, day, clock.Time, clock.End, day.Confidence);
    }

    // At 3 pm on Friday; 14 Uhr.
    private static (FoundDate Found, int Next)? ClockFirst(DateText text, int at)
    {
        if (text.Is(at, DateWordKind.Numbering) && text[at + 1].IsNumber && !text.Is(at, DateWordKind.ClockAt) || ClockTimes.At(text, at, null) is not { } clock)
            return null;
        var start = clock.Next;
        while (start < clock.Next + 2 && (text.Is(start, DateWordKind.On) || text.IsSign(start, ',')) && One(text, start) is null)
            start++;
        if (DayOrRange(text, start) is { Time: null } day)
        {
            if (day.HalfOfDay is { } half && ClockTimes.At(text, at, half) is { } adjusted)
                clock = adjusted;
            return Made(text, at, day.Next, day, clock.Time, clock.End, day.Confidence);
        }

        if (!clock.IsSure)
            return null;
        var today = clock.Time > TimeOnly.FromDateTime(text.SentAt) ? text.Today : text.Today.AddDays(1);
        return Made(text, at, clock.Next, new DayReading(clock.Next, today, null, 0.6), clock.Time, clock.End, 0.6);
    }

    private static (FoundDate Found, int Next) Made(DateText text, int at, int next, DayReading day, TimeOnly? time, TimeOnly? end, double confidence)
    {
        var start = at;
        while (start < next - 1 && text.Is(start, DateWordKind.By | DateWordKind.ClockAt | DateWordKind.At) && !text.Is(start, DateWordKind.Next | DateWordKind.Relative | DateWordKind.In | DateWordKind.PartOf | DateWordKind.EndOfDay) && !text[start].IsNumber)
            start++;
        var isDeadline = text.IsAfter(at, DateWordKind.By) || text.IsAfter(at - 1, DateWordKind.By) && text.Is(at - 1, DateWordKind.On) || start > at && text.Is(at, DateWordKind.By) || text.Is(next, DateWordKind.By) && !text.Is(next, DateWordKind.At)
            || text.Is(at, DateWordKind.EndOfDay | DateWordKind.EndOfUnit | DateWordKind.PartOf);
        for (var i = at + 1; i < next && day.End is null && end is null; i++)
            isDeadline |= text.Is(i, DateWordKind.By) && !text.Is(i, DateWordKind.Until | DateWordKind.On) || text.Is(i, DateWordKind.By) && time is not null && !text.Is(i, DateWordKind.On);
        var found = new FoundDate(text[start].Start, text[next - 1].End - text[start].Start, day.Date, time, day.End, end, isDeadline, confidence);
        return (found, next);
    }
}
