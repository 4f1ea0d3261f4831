using System.Globalization;
using NodaTime;

namespace EmailAgent.Grains.Times;

/// <summary>
/// Times in English words: a day, a time of day, or both in any order, or a distance. "monday" is the first one still to come, today included; "this monday"
/// and "next monday" are those of this week and of the next one, which begin on Mondays. A day without a time means 9:00, and a time without a day its next
/// occurrence.
/// </summary>
internal sealed class TimeWords
{
    private const int ShortestName = 3;
    private const int HoursOfHalfDay = 12;
    private const int LeapYearsWithin = 8;

    private static readonly LocalTime DefaultTime = new(9, 0);

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private readonly string[] _words;
    private readonly LocalDateTime _now;
    private int _at;
    private DayPart? _part;
    private LocalTime? _time;
    private Func<LocalTime, LocalDateTime?>? _day;

    private TimeWords(string[] words, LocalDateTime now)
    {
        _words = words;
        _now = now;
    }

    /// <summary>Reads a local time.</summary>
    /// <param name="now">The local time now.</param>
    /// <returns>Null if the text is none.</returns>
    public static LocalDateTime? ReadLocal(string text, LocalDateTime now) => new TimeWords(Split(text), now).Read();

    /// <summary>Reads a distance in hours or minutes, such as "in 2 hours", which the clocks do not change.</summary>
    /// <returns>Null if the text is none.</returns>
    public static Duration? ReadElapsed(string text) => Split(text) switch
    {
        ["in", "half", "an", "hour"] => Duration.FromMinutes(30),
        ["in", var count, "minute" or "minutes" or "min" or "mins"] when ReadCount(count) is { } minutes => Duration.FromMinutes(minutes),
        ["in", var count, "hour" or "hours" or "h"] when ReadCount(count) is { } hours => Duration.FromHours(hours),
        _ => null,
    };

    private static string[] Split(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("at" or "on" or "the"))];

    private static int? ReadCount(string word) =>
        word is "a" or "an" or "one" ? 1 : ReadNumber(word, 4);

    private static int? ReadNumber(string word, int mostDigits) =>
        word.Length <= mostDigits && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private LocalDateTime? Read()
    {
        if (_words.Length == 0 || (_words[0] == "in" && !TryDistance()))
            return null;
        while (_at < _words.Length)
        {
            if (!TryDay() && !TryPart() && !TryTime())
                return null;
        }

        if (TimeOfDay() is not { } time)
            return null;
        return (_day ?? Daily())(time);
    }

    /// <summary>Returns the time in the part of the day: of "evening at 8" it is 20:00.</summary>
    private LocalTime? TimeOfDay()
    {
        if (_part is not { } part)
            return _time ?? DefaultTime;
        if (_time is not { } time)
            return part.Usual;
        var later = time.Hour < HoursOfHalfDay && part.First.Hour >= HoursOfHalfDay ? time.PlusHours(HoursOfHalfDay) : time;
        return later >= part.First && later <= part.Last ? later : null;
    }

    /// <summary>Reads "in 3 days", behind which a time may follow; without one, it is the time now.</summary>
    private bool TryDistance()
    {
        if (_words.Length < 3 || ReadCount(_words[1]) is not { } count)
            return false;
        LocalDate? date = _words[2] switch
        {
            "day" or "days" => _now.Date.PlusDays(count),
            "week" or "weeks" => _now.Date.PlusWeeks(count),
            "month" or "months" => _now.Date.PlusMonths(count),
            _ => null,
        };
        if (date is not { } day)
            return false;
        _at = 3;
        if (_at == _words.Length)
            _time = new LocalTime(_now.Hour, _now.Minute);
        return SetDay(day);
    }

    private bool TryDay()
    {
        if (_day is not null)
            return false;
        var today = _now.Date;
        var monday = today.PlusDays(1 - (int)today.DayOfWeek);
        switch (_words.AsSpan(_at))
        {
            case ["today", ..]:
                return Skip(1) && SetDay(today);
            case ["tonight", ..] when _part is null:
                _part = DayPart.Night;
                return Skip(1) && SetDay(today);
            case ["tomorrow", ..]:
                return Skip(1) && SetDay(today.PlusDays(1));
            case ["day", "after", "tomorrow", ..]:
                return Skip(3) && SetDay(today.PlusDays(2));
            case ["next", "week", ..]:
                return Skip(2) && SetDay(monday.PlusWeeks(1));
            case ["next", "month", ..]:
                return Skip(2) && SetDay(new LocalDate(today.Year, today.Month, 1).PlusMonths(1));
            case ["this", var word, ..] when IndexOf(Weekdays, word) is { } day:
                return Skip(2) && SetDay(monday.PlusDays(day));
            case ["next", var word, ..] when IndexOf(Weekdays, word) is { } day:
                return Skip(2) && SetDay(monday.PlusDays(day + 7));
            case ["this", var word, ..] when DayPart.Find(word) is not null:
                return Skip(1) && SetDay(today);
            case [var word, ..] when IndexOf(Weekdays, word) is { } day:
                return Skip(1) && SetWeekday((IsoDayOfWeek)(day + 1));
            default:
                return TryDate();
        }
    }

    /// <summary>Reads "2027-01-31", "31 january", "january 31", each with a year or without.</summary>
    private bool TryDate()
    {
        if (TryIsoDate())
            return true;
        if (_words.Length - _at < 2)
            return false;
        var (first, second) = (_words[_at], _words[_at + 1]);
        var month = IndexOf(Months, first) ?? IndexOf(Months, second);
        if (month is null || (ReadDayOfMonth(second) ?? ReadDayOfMonth(first)) is not { } day)
            return false;
        if (_at + 2 >= _words.Length || _words[_at + 2].Length != 4 || ReadNumber(_words[_at + 2], 4) is not { } year)
            return Skip(2) && SetAnnual(month.Value + 1, day);
        return IsDate(year, month.Value + 1, day) && Skip(3) && SetDay(new LocalDate(year, month.Value + 1, day));
    }

    private bool TryIsoDate() =>
        _words[_at].Split('-') is [{ Length: 4 } y, { Length: 2 } m, { Length: 2 } d]
        && ReadNumber(y, 4) is { } year && ReadNumber(m, 2) is { } month && ReadNumber(d, 2) is { } day
        && IsDate(year, month, day) && Skip(1) && SetDay(new LocalDate(year, month, day));

    private bool TryPart()
    {
        if (_part is not null || DayPart.Find(_words[_at]) is not { } part)
            return false;
        _part = part;
        return Skip(1);
    }

    /// <summary>Reads "9:00", "9:00:30", "9 am", "9:30pm", "9" or "noon".</summary>
    private bool TryTime()
    {
        if (_time is not null)
            return false;
        var word = _words[_at];
        if (word == "noon")
        {
            _time = LocalTime.Noon;
            return Skip(1);
        }

        var isSeparate = _at + 1 < _words.Length && _words[_at + 1] is "am" or "pm";
        var half = isSeparate ? _words[_at + 1] : word.EndsWith("am", StringComparison.Ordinal) || word.EndsWith("pm", StringComparison.Ordinal) ? word[^2..] : null;
        var digits = half is null || isSeparate ? word : word[..^2];
        _time = ToTime(digits.Split(':'), half);
        return _time is not null && Skip(isSeparate ? 2 : 1);
    }

    private static LocalTime? ToTime(string[] fields, string? half)
    {
        if (fields.Length > 3 || ReadNumber(fields[0], 2) is not { } hour || (half is null ? hour > 23 : hour is < 1 or > HoursOfHalfDay))
            return null;
        var rest = fields.Skip(1).Select(field => field.Length == 2 ? ReadNumber(field, 2) : null).ToList();
        if (rest.Any(number => number is null or > 59))
            return null;
        var ofDay = half is null ? hour : (hour % HoursOfHalfDay) + (half == "pm" ? HoursOfHalfDay : 0);
        return new LocalTime(ofDay, rest.Count > 0 ? rest[0].GetValueOrDefault() : 0, rest.Count > 1 ? rest[1].GetValueOrDefault() : 0);
    }

    private bool Skip(int words)
    {
        _at += words;
        return true;
    }

    private bool SetDay(LocalDate date)
    {
        _day = time => date.At(time);
        return true;
    }

    private bool SetWeekday(IsoDayOfWeek weekday)
    {
        var first = _now.Date.With(DateAdjusters.NextOrSame(weekday));
        _day = time => first.At(time) > _now ? first.At(time) : first.PlusWeeks(1).At(time);
        return true;
    }

    private bool SetAnnual(int month, int day)
    {
        _day = time =>
        {
            for (var year = _now.Year; year <= _now.Year + LeapYearsWithin; year++)
            {
                if (IsDate(year, month, day) && new LocalDate(year, month, day).At(time) is var local && local > _now)
                    return local;
            }

            return null;
        };
        return true;
    }

    private Func<LocalTime, LocalDateTime?> Daily() => time => _now.Date.At(time) > _now ? _now.Date.At(time) : _now.Date.PlusDays(1).At(time);

    private static bool IsDate(int year, int month, int day) =>
        year is > 0 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);

    /// <summary>Reads "31", "1st", "22nd", "3rd" or "4th".</summary>
    private static int? ReadDayOfMonth(string word) =>
        ReadNumber(word is [.., 's', 't'] or [.., 'n', 'd'] or [.., 'r', 'd'] or [.., 't', 'h'] ? word[..^2] : word, 2);

    /// <summary>Returns the index of a name, which may be shortened to three letters and have a full stop.</summary>
    private static int? IndexOf(string[] names, string word)
    {
        var name = word.TrimEnd('.');
        var index = name.Length < ShortestName ? -1 : Array.FindIndex(names, full => full.StartsWith(name, StringComparison.Ordinal));
        return index < 0 ? null : index;
    }
}
