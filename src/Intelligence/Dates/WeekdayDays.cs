namespace EmailAgent.Intelligence.Dates;

/// <summary>Days of the week, with the date that follows if there is one.</summary>
internal static class WeekdayDays
{
    public static DayReading? At(DateText text, int at)
    {
        if ((text.Is(at, DateWordKind.Next | DateWordKind.This) || text[at].Find(DateWordKind.Last) is 0 or 2) && !text.Is(at, DateWordKind.Weekday) && text[at + 1].Find(DateWordKind.Weekday | DateWordKind.ShortWeekday) is { } named)
            return Qualified(text, at, named);
        if (text[at].Find(DateWordKind.Weekday) is { } weekday)
            return Plain(text, at, weekday, isShort: false);
        return text[at].Find(DateWordKind.ShortWeekday) is { } shortened ? Plain(text, at, shortened, isShort: true) : null;
    }

    /// <summary>Returns the first day of a weekday after a day.</summary>
    public static DateOnly After(DateOnly day, int weekday) => day.AddDays((weekday - Number(day) + 6) % 7 + 1);

    /// <summary>Returns the number of the weekday of a day, 1 for Monday.</summary>
    public static int Number(DateOnly day) => ((int)day.DayOfWeek + 6) % 7 + 1;

    /// <summary>Returns the Monday of the week of a day.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(1 - Number(day));

    private static DayReading? Plain(DateText text, int at, int weekday, bool isShort)
    {
        if (text.Is(at - 1, DateWordKind.Every) && !text.Is(at - 1, DateWordKind.On))
            return null;
        if (Dated(text, at) is { } dated)
            return dated;
        if (isShort && !(text.Language == DateLanguage.English && text.Is(at - 1, DateWordKind.On | DateWordKind.By) && text[at].Length >= 3 && weekday < 6))
            return null;
        if (text.Is(at, DateWordKind.Last))
            return new DayReading(at + 1, Before(text.Today, weekday), null, 0.9);
        if (text.Is(at + 1, DateWordKind.NextAfter))
            return new DayReading(at + 2, After(text.Today, weekday).AddDays(text.IsWord(at + 1, "en huit") ? 7 : 0), null, 0.8);
        if (text[at + 1].Find(DateWordKind.Last) > 0)
            return new DayReading(at + 2, Before(text.Today, weekday), null, 0.9);
        if (text.Language == DateLanguage.English && text[at + 1].Find(DateWordKind.Unit) == (int)TimeUnit.Week)
            return new DayReading(at + 2, After(text.Today, weekday).AddDays(7), null, 0.7);
        if (OfWeek(text, at + 1, weekday) is { } ofWeek)
            return ofWeek;
        var date = text.IsPast(at) ? Before(text.Today, weekday) : After(text.Today, weekday);
        return new DayReading(at + 1, date, null, Number(text.Today) == weekday ? 0.7 : 0.9);
    }

    // Friday next week, Freitag nächster Woche, fredag nästa vecka.
    private static DayReading? OfWeek(DateText text, int at, int weekday)
    {
        var start = text.Is(at, DateWordKind.On) || text.IsSign(at, ',') ? at + 1 : at;
        start = text.Is(start, DateWordKind.On) && !text.Is(start, DateWordKind.Next | DateWordKind.This) ? start + 1 : start;
        if (text[start + 1].Find(DateWordKind.Unit) == (int)TimeUnit.Week && text.Is(start, DateWordKind.Next))
            return new DayReading(start + 2, Monday(text.Today).AddDays(6 + weekday), null, 0.9);
        if (text[start].Find(DateWordKind.Unit) == (int)TimeUnit.Week && text.Is(start + 1, DateWordKind.NextAfter))
            return new DayReading(start + 2, Monday(text.Today).AddDays(6 + weekday), null, 0.9);
        if (text[start + 1].Find(DateWordKind.Unit) == (int)TimeUnit.Week && text.Is(start, DateWordKind.This))
            return new DayReading(start + 2, Monday(text.Today).AddDays(weekday - 1), null, 0.9);
        return null;
    }

    // Friday, 3 March. The date counts; a weekday that differs makes it doubtful.
    private static DayReading? Dated(DateText text, int at)
    {
        var start = at + 1;
        if (text.IsSign(start, '.') && text.IsJoined(start))
            start++;
        if (text.IsSign(start, ','))
            start++;
        if (text.Is(start, DateWordKind.On) && !text.Is(start, DateWordKind.Month))
            start++;
        if ((NumericDays.At(text, start) ?? MonthDays.At(text, start)) is not { } date)
            return Numbered(text, start, text[at].Find(DateWordKind.Weekday | DateWordKind.ShortWeekday));
        var isRight = text[at].Find(DateWordKind.Weekday | DateWordKind.ShortWeekday) == Number(date.Date);
        return date with { Confidence = isRight ? 0.98 : 0.6 };
    }

    // Monday the 16th, lunes 16; only if a coming 16th is a Monday.
    private static DayReading? Numbered(DateText text, int at, int? weekday)
    {
        if (MonthDays.DayNumber(text, at, out var next) is not { } day || !text[at].IsNumber || text.Is(next, DateWordKind.Clock | DateWordKind.HalfOfDay | DateWordKind.Unit) || text[next].Sign is ':' or '-' or '/' || text[next].IsNumber)
            return null;
        for (var months = 0; months < 3; months++)
        {
            var month = text.Today.AddMonths(months);
            if (day > DateTime.DaysInMonth(month.Year, month.Month) || new DateOnly(month.Year, month.Month, day) is var date && (date < text.Today || Number(date) != weekday))
                continue;
            return new DayReading(text.IsSign(next - 1, '.') ? next - 1 : next, new DateOnly(month.Year, month.Month, day), null, 0.9);
        }

        return null;
    }

    private static DayReading Qualified(DateText text, int at, int weekday)
    {
        if (text.Is(at, DateWordKind.Last))
            return new DayReading(at + 2, Before(text.Today, weekday), null, 0.9);
        if (Dated(text, at + 1) is { } dated)
            return dated;
        if (text.Is(at, DateWordKind.This))
            return new DayReading(at + 2, Number(text.Today) == weekday ? text.Today : After(text.Today, weekday), null, 0.9);

        // In English and Swedish the next one is that of the week that comes; elsewhere it is the first.
        var isOfNextWeek = text.Language is DateLanguage.English or DateLanguage.Swedish or null && !text.Is(at, DateWordKind.NextAfter) && !IsComing(text, at);
        return new DayReading(at + 2, isOfNextWeek ? Monday(text.Today).AddDays(6 + weekday) : After(text.Today, weekday), null, 0.75);
    }

    private static bool IsComing(DateText text, int at) => text[at].Length > 5;

    private static DateOnly Before(DateOnly day, int weekday) => day.AddDays(-((Number(day) - weekday + 6) % 7 + 1));
}
