using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>Dates of the protocol: <c>date-time</c> and <c>date</c> of RFC 9051 section 9.</summary>
internal static class ImapDate
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Format(DateTimeOffset value)
    {
        var zone = (value.Offset < TimeSpan.Zero ? "-" : "+") + value.Offset.ToString("hhmm", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Day,2}-{Months[value.Month - 1]}-{value.Year:0000} {value.Hour:00}:{value.Minute:00}:{value.Second:00} {zone}");
    }

    /// <summary>Parses <c>" 5-Nov-2026 02:29:48 +0000"</c>; the first space can be missing or a zero. Returns null if it is not a date.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var dash = text.IndexOf((byte)'-');
        if (dash is not (1 or 2) || text.Length - dash != 24)
        {
            return null;
        }

        var rest = text[(dash + 1)..];
        var valid = Digits(text[..dash], out var day) & Digits(rest[4..8], out var year)
            & Digits(rest[9..11], out var hour) & Digits(rest[12..14], out var minute) & Digits(rest[15..17], out var second)
            & Digits(rest[19..21], out var zoneHour) & Digits(rest[21..23], out var zoneMinute)
            & rest[18] is (byte)'+' or (byte)'-';
        var month = Month(rest[..3]);
        var offset = ((zoneHour * 60) + zoneMinute) * (rest[18] == '-' ? -1 : 1);
        if (!valid || month == 0 || year < 2 || year > 9997 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60 || Math.Abs(offset) > 14 * 60)
        {
            return null;
        }

        // A leap second is the last second DateTime knows.
        return new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.FromMinutes(offset));
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(name, Months[i]))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + c - '0';
        }

        return !text.IsEmpty;
    }
}
