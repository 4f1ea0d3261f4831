namespace EmailAgent.Intelligence.Dates;

/// <summary>The part of a word in expressions of time. A word can have more than one.</summary>
[Flags]
internal enum DateWordKind
{
    None = 0,

    /// <summary>1 for January.</summary>
    Month = 1 << 0,

    /// <summary>1 for Monday.</summary>
    Weekday = 1 << 1,

    /// <summary>The abbreviation of a weekday, which means one only next to a date or a preposition.</summary>
    ShortWeekday = 1 << 2,

    /// <summary>A day by its distance from today in days.</summary>
    Relative = 1 << 3,

    /// <summary>A number, written out.</summary>
    Count = 1 << 4,

    /// <summary>A unit of time; one of <see cref="TimeUnit"/>.</summary>
    Unit = 1 << 5,

    Next = 1 << 6,

    /// <summary>A word for the next one that follows the noun.</summary>
    NextAfter = 1 << 7,

    This = 1 << 8,

    Last = 1 << 9,

    /// <summary>A part of the day: 0 before noon, 1 after it.</summary>
    PartOfDay = 1 << 10,

    /// <summary>A word after a time of day: 0 before noon, 1 after it.</summary>
    HalfOfDay = 1 << 11,

    /// <summary>A word that ends a time of day, such as <c>Uhr</c>.</summary>
    Clock = 1 << 12,

    /// <summary>Noon (12) and midnight (24).</summary>
    Noon = 1 << 13,

    /// <summary>A preposition of times of day that is also something else.</summary>
    At = 1 << 14,

    /// <summary>A word after which a number is a time of day.</summary>
    ClockAt = 1 << 15,

    /// <summary>A preposition or an article of dates.</summary>
    On = 1 << 16,

    /// <summary>A word that makes a date a limit.</summary>
    By = 1 << 17,

    /// <summary>A preposition of distances to come.</summary>
    In = 1 << 18,

    /// <summary>A word between the ends of a range.</summary>
    Until = 1 << 19,

    /// <summary>A word that begins a range.</summary>
    From = 1 << 20,

    /// <summary>The end (3), middle (2) or beginning (1) of a period.</summary>
    PartOf = 1 << 21,

    /// <summary>The end of the working day.</summary>
    EndOfDay = 1 << 22,

    /// <summary>The end of a period, in one word; one of <see cref="TimeUnit"/>.</summary>
    EndOfUnit = 1 << 23,

    Weekend = 1 << 24,

    /// <summary>A word that makes weekdays a habit.</summary>
    Every = 1 << 25,

    /// <summary>A word that makes dates past.</summary>
    Since = 1 << 26,

    /// <summary>A word for the number of a week.</summary>
    WeekNumber = 1 << 27,

    /// <summary>The ending of an ordinal number.</summary>
    Ordinal = 1 << 28,

    /// <summary>A fraction of an hour in minutes, added to or subtracted from the hour that follows.</summary>
    Fraction = 1 << 29,

    /// <summary>A word after which numbers are no dates.</summary>
    Numbering = 1 << 30,
}
