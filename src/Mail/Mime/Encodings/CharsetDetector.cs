namespace EmailAgent.Mail.Mime;

/// <summary>
/// Guesses the charset of 8-bit text that declares none and is not UTF-8. Returns null unless the guess is certain enough: each guess
/// needs valid bytes and the letters that its languages cannot do without (kana, common hanzi, frequent Cyrillic letters).
/// </summary>
internal static class CharsetDetector
{
    /// <summary>Number of bytes examined; more text of one message gives the same result.</summary>
    private const int SampleLength = 4096;

    /// <summary>Fewer 8-bit bytes than these are as likely a name in Windows-1252.</summary>
    private const int MinimumBytes = 8;

    /// <summary>The nine most frequent letters of Russian, and the і of Ukrainian.</summary>
    private static ReadOnlySpan<byte> FrequentIn1251 => [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xB3];

    private static ReadOnlySpan<byte> FrequentInKoi8 => [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2, 0xD7, 0xA6];

    /// <summary>The letters that stand apart from the alphabet: ё, and ґ, є, і, ї of Ukrainian.</summary>
    private static ReadOnlySpan<byte> FurtherIn1251 => [0xA5, 0xA8, 0xAA, 0xAF, 0xB2, 0xB3, 0xB4, 0xB8, 0xBA, 0xBF];

    private static ReadOnlySpan<byte> FurtherInKoi8 => [0xA3, 0xA4, 0xA6, 0xA7, 0xAD, 0xB3, 0xB4, 0xB6, 0xB7, 0xBD];

    /// <summary>Returns the charset that the bytes have beyond reasonable doubt; null if there is doubt.</summary>
    public static Charset? Detect(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, SampleLength)];
        if (!HasRuns(bytes, out var high))
            return null;
        var japanese = new DoubleByteStatistics(bytes, shiftJis: true);
        if (japanese.IsValid && japanese.Share(japanese.ShiftJisKana) >= 0.25)
            return new Charset(932);
        var pairs = new DoubleByteStatistics(bytes, shiftJis: false);
        if (pairs.IsValid && pairs.LowTrails == 0 && pairs.Share(pairs.EucKana) >= 0.25)
            return new Charset(51932);
        if (Cyrillic(bytes, high) is { } cyrillic)
            return cyrillic;
        return pairs.IsValid ? Chinese(pairs) : null;
    }

    /// <summary>Returns whether enough 8-bit bytes are adjacent. In Western text they stand alone between ASCII letters.</summary>
    private static bool HasRuns(ReadOnlySpan<byte> bytes, out int high)
    {
        high = 0;
        var adjacent = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            high++;
            if (i > 0 && bytes[i - 1] >= 0x80)
                adjacent++;
        }

        return high >= MinimumBytes && adjacent * 4 >= high;
    }

    /// <summary>Returns Windows-1251, KOI8-U (which has the letters of KOI8-R and those of Ukrainian), or null for neither.</summary>
    private static Charset? Cyrillic(ReadOnlySpan<byte> bytes, int high)
    {
        var (in1251, inKoi8) = (Count(bytes, FrequentIn1251), Count(bytes, FrequentInKoi8));
        var alphabet = 0;
        foreach (var b in bytes)
            alphabet += b >= 0xC0 ? 1 : 0;
        if (IsCyrillic(in1251, inKoi8, alphabet + Count(bytes, FurtherIn1251), high))
            return new Charset(1251);
        return IsCyrillic(inKoi8, in1251, alphabet + Count(bytes, FurtherInKoi8), high) ? new Charset(21866) : null;
    }

    /// <summary>Returns whether the text is Cyrillic: the frequent letters make three of five in Russian, Ukrainian and Bulgarian.</summary>
    private static bool IsCyrillic(int frequent, int frequentInOther, int letters, int high) =>
        letters >= high * 0.95 && frequent >= letters * 0.45 && frequent > frequentInOther * 2;

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> letters)
    {
        var count = 0;
        foreach (var b in bytes)
            count += letters.Contains(b) ? 1 : 0;
        return count;
    }

    private static Charset? Chinese(in DoubleByteStatistics pairs)
    {
        if (pairs.LowTrails == 0 && pairs.Pairs >= 12 && pairs.Share(pairs.Hangul) >= 0.95)
            return new Charset(949);
        if (pairs.Share(pairs.LowTrails) >= 0.15 && pairs.Share(pairs.CommonInBig5) >= 0.9)
            return new Charset(950);
        return pairs.Share(pairs.LowTrails) < 0.1 && pairs.Share(pairs.CommonInGb) >= 0.85 ? new Charset(54936) : null;
    }
}
