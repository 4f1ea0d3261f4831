using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace EmailAgent.Grains.Times;

/// <summary>
/// The reading of a time at which a message is to be sent: a timestamp with an offset (<c>2027-01-31T09:00:00+01:00</c>), a local time
/// (<c>2027-01-31T09:00</c>) or English words (<see cref="TimeWords"/>). A local time that the clocks skip is later by as much as they skip: where they
/// go from 2:00 to 3:00, 2:30 becomes 3:30. Of a time that they show twice, it is the first. RFC 5545 has the same rule (section 3.3.5).
/// </summary>
internal static class SendTime
{
    public const string TextField = "send_at";
    public const string ZoneField = "timezone";

    /// <summary>The longest text; the longest one with a meaning has about 40 characters.</summary>
    public const int MaxLength = 100;

    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private const int DateLength = 10;

    private static readonly Problem NoSuchZone = new(ProblemCodes.Invalid, "There is no such time zone; expected is an IANA name such as Europe/Berlin.", ZoneField);
    private static readonly Problem Unreadable = new(
        ProblemCodes.Invalid, "Expected is a timestamp, a local time such as 2027-01-31T09:00, or words such as tomorrow 9:00.", TextField);

    private static readonly Problem OutOfRange = new(ProblemCodes.Invalid, $"The year must be between {FirstYear} and {LastYear}.", TextField);

    private static readonly OffsetDateTimePattern[] Timestamps =
    [
        OffsetDateTimePattern.Rfc3339,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>"),
    ];

    private static readonly LocalDateTimePattern[] LocalTimes =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
    ];

    private static readonly Dictionary<string, string> Zones = TzdbDateTimeZoneSource.Default.GetIds().ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a time.</summary>
    /// <param name="text">The time. It may be in the past.</param>
    /// <param name="zone">The IANA time zone of a text without an offset; null for UTC.</param>
    /// <param name="now">The moment from which words count.</param>
    /// <returns>Refused with <c>validation_failed</c>, for the field <c>send_at</c> or <c>timezone</c>.</returns>
    public static Outcome<SendMoment> Resolve(string text, string? zone, DateTimeOffset now)
    {
        if (FindZone(zone) is not { } place)
            return NoSuchZone;
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
            return Unreadable;

        var iso = ToIso(trimmed);
        if (Parse(Timestamps, iso) is { } timestamp)
            return IsInRange(timestamp.Year) ? Moment(timestamp.ToInstant(), zone is null ? null : place.Id, TimeShift.None) : OutOfRange;
        var here = Instant.FromDateTimeOffset(now);
        if ((Parse(LocalTimes, iso) ?? WordsOf(trimmed, here, place)) is { } local)
            return IsInRange(local.Year) ? Moment(local, place) : OutOfRange;
        return TimeWords.ReadElapsed(trimmed) is { } elapsed ? Moment(here + elapsed, place.Id, TimeShift.None) : Unreadable;
    }

    /// <summary>Returns the local time of a moment in its zone, or in UTC, with its offset.</summary>
    public static DateTimeOffset ToLocal(SendMoment moment) =>
        FindZone(moment.Zone) is { } place ? Instant.FromDateTimeOffset(moment.Instant).InZone(place).ToDateTimeOffset() : moment.Instant;

    private static DateTimeZone? FindZone(string? zone) =>
        zone is null ? DateTimeZone.Utc : Zones.TryGetValue(zone, out var id) ? DateTimeZoneProviders.Tzdb[id] : null;

    private static LocalDateTime? WordsOf(string text, Instant here, DateTimeZone place) => TimeWords.ReadLocal(text, here.InZone(place).LocalDateTime);

    private static SendMoment Moment(LocalDateTime local, DateTimeZone place)
    {
        var shift = place.MapLocal(local).Count switch
        {
            0 => TimeShift.Skipped,
            1 => TimeShift.None,
            _ => TimeShift.Repeated,
        };
        return Moment(place.AtLeniently(local).ToInstant(), place.Id, shift);
    }

    private static SendMoment Moment(Instant instant, string? zone, TimeShift shift) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()), zone, shift);

    /// <summary>Writes a date and a time with a blank between them, and small letters, as the patterns expect (RFC 3339 section 5.6).</summary>
    private static string ToIso(string text) =>
        text.Length > DateLength && text[DateLength] == ' ' ? $"{text[..DateLength]}T{text[(DateLength + 1)..]}".ToUpperInvariant() : text.ToUpperInvariant();

    private static T? Parse<T>(IEnumerable<IPattern<T>> patterns, string text)
        where T : struct
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Parse(text).TryGetValue(default, out var value))
                return value;
        }

        return null;
    }

    private static bool IsInRange(int year) => year is >= FirstYear and <= LastYear;
}
