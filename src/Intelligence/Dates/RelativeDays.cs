namespace EmailAgent.Intelligence.Dates;

/// <summary>Days by their distance from the day of writing: tomorrow, in two weeks, next week, end of March.</summary>
internal static class RelativeDays
{
    private const int MostCount = 400;
    private const int Friday = 5;

    public static DayReading? At(DateText text, int at) =>
        Named(text, at) ?? Distance(text, at) ?? FromNow(text, at) ?? PartOf(text, at) ?? Period(text, at) ?? WeekNumber(text, at);

    private static DayReading? Named(DateText text, int at)
    {
        if (text[at].Find(DateWordKind.Relative) is { } days)
        {
            // Hier is here in German.
            if (text.IsWord(at, "hier") && text.Language is not (DateLanguage.French or null))
                return null;
            return new DayReading(at + 1, text.Today.AddDays(days), null, 0.95);
        }

        if (text.Is(at, DateWordKind.EndOfDay))
            return EndOfDay(text, at);
        if (text[at].Find(DateWordKind.EndOfUnit) is { } unit)
            return new DayReading(at + 1, LastOf((TimeUnit)unit, text.Today), null, 0.9);
        return null;
    }

    // EOD Friday, end of day tomorrow.
    private static DayReading EndOfDay(DateText text, int at)
    {
        var start = text.Is(at + 1, DateWordKind.On) || text.IsSign(at + 1, ',') ? at + 2 : at + 1;
        var day = WeekdayDays.At(text, start) ?? (text.Is(start, DateWordKind.Relative) ? Named(text, start) : null) ?? MonthDays.At(text, start) ?? NumericDays.At(text, start);
        return day ?? new DayReading(at + 1, text.Today, null, 0.9);
    }

    // In two weeks, within 48 hours, dans 3 jours.
    private static DayReading? Distance(DateText text, int at)
    {
        if (!text.Is(at, DateWordKind.In))
            return null;
        if (CountOf(text, at + 1) is not { } count || text[at + 2].Find(DateWordKind.Unit) is not { } unit)
            return null;
        if (text.Is(at + 3, DateWordKind.Since) || IsOfSomethingElse(text, at + 3))
            return null;
        return Added(text, at + 3, text.Today, count, (TimeUnit)unit);
    }

    // Within 30 days of receipt is no date.
    private static bool IsOfSomethingElse(DateText text, int at) =>
        text[at].IsWord && text.Is(at, DateWordKind.From | DateWordKind.At | DateWordKind.On) && !text.Is(at, DateWordKind.ClockAt)
        && text.Language is not DateLanguage.Swedish && !text.Is(at + 1, DateWordKind.Relative | DateWordKind.Weekday) && text[at + 1].Words.Count == 0 && text[at + 1].IsWord;

    // Two weeks from now, a week from Friday, Freitag in einer Woche.
    private static DayReading? FromNow(DateText text, int at)
    {
        if (CountOf(text, at) is not { } count || text[at + 1].Find(DateWordKind.Unit) is not { } unit || !text.Is(at + 2, DateWordKind.From))
            return null;
        if (text[at + 3].Find(DateWordKind.Relative) is { } days)
            return Added(text, at + 4, text.Today.AddDays(days), count, (TimeUnit)unit);
        if (text[at + 3].Find(DateWordKind.Weekday) is { } weekday)
            return Added(text, at + 4, WeekdayDays.After(text.Today, weekday), count, (TimeUnit)unit);
        return text[at + 3].IsWord && text[at + 3].Length == 3 && text.Language == DateLanguage.English && text[at + 3].Words.Count == 0 ? Added(text, at + 4, text.Today, count, (TimeUnit)unit) : null;
    }

    /// <summary>Moves a day by a distance that follows it, as in <c>heute in einer Woche</c>.</summary>
    public static DayReading Moved(DateText text, DayReading day)
    {
        if (day.End is not null || !text.Is(day.Next, DateWordKind.In) || CountOf(text, day.Next + 1) is not { } count || text[day.Next + 2].Find(DateWordKind.Unit) is not { } unit)
            return day;
        return (TimeUnit)unit >= TimeUnit.Day ? Added(text, day.Next + 3, day.Date, count, (TimeUnit)unit) ?? day : day;
    }

    private static int? CountOf(DateText text, int at) =>
        text[at].IsNumber ? text[at].Number is > 0 and <= MostCount && !NumericDays.IsPartOfNumber(text, at) ? text[at].Number : null : text[at].Find(DateWordKind.Count);

    private static DayReading? Added(DateText text, int next, DateOnly day, int count, TimeUnit unit)
    {
        if (day.Year + count > 9000)
            return null;
        if (unit <= TimeUnit.Hour)
        {
            var moment = text.SentAt.AddMinutes(unit == TimeUnit.Hour ? count * 60.0 : count);
            return new DayReading(next, DateOnly.FromDateTime(moment), null, 0.9, Time: new TimeOnly(moment.Hour, moment.Minute));
        }

        return new DayReading(next, Moved(day, count, unit), null, 0.9);
    }

    private static DateOnly Moved(DateOnly day, int count, TimeUnit unit)
    {
        if (unit != TimeUnit.Workday)
        {
            return unit switch
            {
                TimeUnit.Day => day.AddDays(count),
                TimeUnit.Week => day.AddDays(7 * count),
                TimeUnit.Fortnight => day.AddDays(14 * count),
                TimeUnit.Month => day.AddMonths(count),
                TimeUnit.Quarter => day.AddMonths(3 * count),
                _ => day.AddYears(count),
            };
        }

        while (count > 0)
        {
            day = day.AddDays(1);
            count -= WeekdayDays.Number(day) <= Friday ? 1 : 0;
        }

        return day;
    }

    // End of March, Ende der Woche, mi-mars, a finales de mes.
    private static DayReading? PartOf(DateText text, int at)
    {
        if (text[at].Find(DateWordKind.PartOf) is not { } part)
            return null;
        var start = at + 1;
        var isNext = false;
        while (start < at + 4 && text[start].IsWord && !text.Is(start, DateWordKind.Unit | DateWordKind.Month) && text.Is(start, DateWordKind.On | DateWordKind.Next | DateWordKind.This))
            isNext |= text.Is(start++, DateWordKind.Next);
        if (text[start].Find(DateWordKind.Month) is { } month)
            return OfMonth(text, start + 1, month, part);
        if (text[start].Find(DateWordKind.Unit) is not { } unit || (TimeUnit)unit is TimeUnit.Minute or TimeUnit.Hour or TimeUnit.Workday or TimeUnit.Fortnight)
            return null;
        var next = start + 1;
        if (text.Is(next, DateWordKind.NextAfter))
            (isNext, next) = (true, next + 1);
        var day = isNext ? Moved(text.Today, 1, (TimeUnit)unit) : text.Today;
        return new DayReading(next, part switch { 3 => LastOf((TimeUnit)unit, day), 2 => MiddleOf((TimeUnit)unit, day), _ => FirstOf((TimeUnit)unit, day) }, null, 0.85);
    }

    private static DayReading? OfMonth(DateText text, int next, int month, int part)
    {
        var yearAt = text.Is(next, DateWordKind.On) ? next + 1 : next;
        var year = text[yearAt].Length == 4 ? text.YearOf(text[yearAt]) : null;
        if (text.DayOf(year, month, part switch { 3 => 28, 2 => 15, _ => 1 }, isPast: false) is not { } day)
            return null;
        return new DayReading(year is null ? next : yearAt + 1, part == 3 ? new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month)) : day, null, 0.85);
    }

    // This week, next month, la semaine prochaine; weekends.
    private static DayReading? Period(DateText text, int at)
    {
        var isQualified = text.Is(at, DateWordKind.Next | DateWordKind.This);
        var noun = isQualified ? at + 1 : at;
        var isNext = text.Is(at, DateWordKind.Next);
        var next = noun + 1;
        if (!isQualified && text.Is(next, DateWordKind.NextAfter))
            (isQualified, isNext, next) = (true, true, next + 1);
        if (text.Is(noun, DateWordKind.Weekend) && !text.Is(at - 1, DateWordKind.Every))
        {
            var saturday = WeekdayDays.Monday(text.Today).AddDays(isNext ? 12 : 5);
            return isQualified || text[noun].Find(DateWordKind.Weekend) == 1 || text.Is(at - 1, DateWordKind.On | DateWordKind.By | DateWordKind.At) ? new DayReading(next, saturday, saturday.AddDays(1), 0.85) : null;
        }

        if (!isQualified || text[noun].Find(DateWordKind.Unit) is not { } unit || (TimeUnit)unit is not (TimeUnit.Week or TimeUnit.Month or TimeUnit.Quarter or TimeUnit.Year))
            return null;
        var day = isNext ? Moved(text.Today, 1, (TimeUnit)unit) : text.Today;
        if ((TimeUnit)unit == TimeUnit.Week && WeekdayOf(text, next, FirstOf(TimeUnit.Week, day)) is { } named)
            return named;
        var last = (TimeUnit)unit == TimeUnit.Week ? FirstOf(TimeUnit.Week, day).AddDays(6) : LastOf((TimeUnit)unit, day);
        return new DayReading(next, FirstOf((TimeUnit)unit, day), last, 0.8);
    }

    // Next week on Tuesday.
    private static DayReading? WeekdayOf(DateText text, int at, DateOnly monday)
    {
        var start = text.IsSign(at, ',') ? at + 1 : at;
        start = text.Is(start, DateWordKind.On) ? start + 1 : start;
        return text[start].Find(DateWordKind.Weekday) is { } weekday && !text.Is(start, DateWordKind.Last) && !text.Is(start + 1, DateWordKind.Month) && !text[start + 1].IsNumber
            ? new DayReading(start + 1, monday.AddDays(weekday - 1), null, 0.9)
            : null;
    }

    // KW 12, vecka 12.
    private static DayReading? WeekNumber(DateText text, int at)
    {
        if (!text.Is(at, DateWordKind.WeekNumber) || !text[at + 1].IsNumber || text[at + 1].Number is < 1 or > 53 || text[at + 1].Length > 2 || text.IsSign(at + 2, '.') && text[at + 3].IsNumber && text.IsJoined(at + 3))
            return null;
        if (text[at].Length < 3 && !(text.Language is DateLanguage.German or DateLanguage.Swedish or null))
            return null;
        var year = text.Today.Year;
        for (var years = 0; years < 2; years++)
        {
            if (text[at + 1].Number > System.Globalization.ISOWeek.GetWeeksInYear(year + years))
                continue;
            var monday = DateOnly.FromDateTime(System.Globalization.ISOWeek.ToDateTime(year + years, text[at + 1].Number, DayOfWeek.Monday));
            if (monday.AddDays(6) >= text.Today)
                return new DayReading(at + 2, monday, monday.AddDays(6), 0.8);
        }

        return null;
    }

    // A week ends on Friday, as work does.
    private static DateOnly LastOf(TimeUnit unit, DateOnly day) => unit switch
    {
        TimeUnit.Week => WeekdayDays.Monday(day).AddDays(4) is var friday && friday < day ? friday.AddDays(7) : friday,
        TimeUnit.Month => FirstOf(unit, day).AddMonths(1).AddDays(-1),
        TimeUnit.Quarter => FirstOf(unit, day).AddMonths(3).AddDays(-1),
        TimeUnit.Year => new DateOnly(day.Year, 12, 31),
        _ => day,
    };

    private static DateOnly MiddleOf(TimeUnit unit, DateOnly day) => unit switch
    {
        TimeUnit.Week => WeekdayDays.Monday(day).AddDays(2),
        TimeUnit.Month => new DateOnly(day.Year, day.Month, 15),
        TimeUnit.Year => new DateOnly(day.Year, 6, 30),
        _ => day,
    };

    private static DateOnly FirstOf(TimeUnit unit, DateOnly day) => unit switch
    {
        TimeUnit.Week => WeekdayDays.Monday(day),
        TimeUnit.Month => new DateOnly(day.Year, day.Month, 1),
        TimeUnit.Quarter => new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        TimeUnit.Year => new DateOnly(day.Year, 1, 1),
        _ => day,
    };
}
