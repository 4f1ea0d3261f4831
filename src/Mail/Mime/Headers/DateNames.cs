using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Names of months and zones in dates.</summary>
internal static class DateNames
{
    private const int LongestMonth = 24;

    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <summary>Names that do not begin as in English, in Swedish, German, French and Spanish: of programs that write dates in their user's language.</summary>
    private static readonly (string Name, int Month)[] ForeignMonths =
    [
        ("janner", 1), ("enero", 1), ("fevrier", 2), ("marz", 3), ("maerz", 3), ("mrz", 3), ("avril", 4), ("abril", 4), ("maj", 5), ("mai", 5),
        ("juin", 6), ("juillet", 7), ("aout", 8), ("agosto", 8), ("setiembre", 9), ("oktober", 10), ("decembre", 12), ("dezember", 12), ("diciembre", 12),
    ];

    /// <summary>
    /// Returns 1 to 12 for a word that begins with the three letters of an English month, or that is a foreign name or its beginning;
    /// otherwise 0.
    /// </summary>
    public static int Month(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > LongestMonth)
            return 0;
        for (var i = 0; i < 12; i++)
        {
            if (Ascii.EqualsIgnoreCase(word[..3], Months.Slice(i * 3, 3)))
                return i + 1;
        }

        Span<char> buffer = stackalloc char[LongestMonth];
        var name = buffer[..Fold(word, buffer)];
        if (name.Length < 3 || name is "jui")
            return 0;
        foreach (var (foreign, month) in ForeignMonths)
        {
            if (foreign.AsSpan().StartsWith(name, StringComparison.Ordinal))
                return month;
        }

        return 0;
    }

    /// <summary>Converts UTF-8 or Latin-1 to lower case without accents.</summary>
    /// <returns>The length; 0 for a word with other characters.</returns>
    private static int Fold(ReadOnlySpan<byte> word, Span<char> name)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            // The lead byte of these letters in UTF-8; the one behind it is that of Latin-1, less 0x40.
            var isLead = word[i] == 0xC3 && i + 1 < word.Length;
            var letter = isLead ? word[++i] + 0x40 : word[i];
            name[length++] = (letter | 0x20) switch
            {
                0xE4 => 'a',
                0xE9 => 'e',
                0xFB => 'u',
                >= 'a' and <= 'z' and var ascii => (char)ascii,
                _ => '\0',
            };
            if (name[length - 1] == '\0')
                return 0;
        }

        return length;
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
