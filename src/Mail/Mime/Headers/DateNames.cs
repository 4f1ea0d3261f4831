using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Names of months and zones in dates.</summary>
internal static class DateNames
{
    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <summary>1 to 12 for a word that begins with the three letters of a month; 0 otherwise.</summary>
    public static int Month(ReadOnlySpan<byte> word)
    {
        if (word.Length < 3)
            return 0;
        for (var i = 0; i < 12; i++)
        {
            if (Ascii.EqualsIgnoreCase(word[..3], Months.Slice(i * 3, 3)))
                return i + 1;
        }

        return 0;
    }

    public static bool TryHalfDay(ReadOnlySpan<byte> word, out bool afternoon)
    {
        afternoon = Ascii.EqualsIgnoreCase(word, "pm"u8);
        return afternoon || Ascii.EqualsIgnoreCase(word, "am"u8);
    }

    /// <summary>
    /// Offsets in minutes of RFC 5322's names and a few more in use. Military letters mean nothing reliable (RFC 5322
    /// section 4.3) and unknown words are no zones.
    /// </summary>
    public static bool TryZone(ReadOnlySpan<byte> word, out int minutes)
    {
        Span<char> name = stackalloc char[5];
        if (word.Length > name.Length || Ascii.ToUpper(word, name, out var length) != System.Buffers.OperationStatus.Done)
        {
            minutes = 0;
            return false;
        }

        var hours = Hours(name[..length]);
        minutes = (int)(hours * 60);
        return hours > -24;
    }

    private static double Hours(ReadOnlySpan<char> name) => name switch
    {
        "UT" or "GMT" or "UTC" or "Z" or "WET" => 0,
        "EDT" => -4,
        "EST" or "CDT" => -5,
        "CST" or "MDT" => -6,
        "MST" or "PDT" => -7,
        "PST" or "AKDT" => -8,
        "AKST" => -9,
        "HST" => -10,
        "NST" => -3.5,
        "AST" or "ADT" => name[1] == 'S' ? -4 : -3,
        "BST" or "CET" or "MET" or "WEST" or "WEDT" => 1,
        "CEST" or "EET" or "MEST" or "MESZ" or "SAST" => 2,
        "EEST" or "MSK" => 3,
        "MSD" => 4,
        "IST" => 5.5,
        "SGT" or "HKT" or "AWST" => 8,
        "JST" or "KST" => 9,
        "AEST" => 10,
        "AEDT" => 11,
        "NZST" => 12,
        "NZDT" => 13,
        _ => -24,
    };
}
