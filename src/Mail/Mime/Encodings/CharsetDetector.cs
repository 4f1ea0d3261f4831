namespace EmailAgent.Mail.Mime;

/// <summary>
/// Guesses the charset of 8-bit text that names none and is no UTF-8. Certain enough or null: each guess needs valid bytes and the
/// letters that its languages cannot do without (kana, common hanzi, frequent Cyrillic letters).
/// </summary>
internal static class CharsetDetector
{
    /// <summary>What is looked at; more text of one message says the same.</summary>
    private const int SampleLength = 4096;

    /// <summary>Fewer 8-bit bytes than these are as likely a name in Windows-1252.</summary>
    private const int MinimumBytes = 8;

    /// <summary>The nine most frequent letters of Russian.</summary>
    private static ReadOnlySpan<byte> FrequentIn1251 => [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2];

    private static ReadOnlySpan<byte> FrequentInKoi8 => [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2, 0xD7];

    /// <summary>The charset these bytes are in beyond reasonable doubt; null where there is doubt.</summary>
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

    /// <summary>Whether enough 8-bit bytes stand together: in Western text they stand alone between ASCII letters.</summary>
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

    private static Charset? Cyrillic(ReadOnlySpan<byte> bytes, int high)
    {
        int letters = 0, in1251 = 0, inKoi8 = 0;
        foreach (var b in bytes)
        {
            letters += b >= 0xC0 ? 1 : 0;
            in1251 += FrequentIn1251.Contains(b) ? 1 : 0;
            inKoi8 += FrequentInKoi8.Contains(b) ? 1 : 0;
        }

        // Nine letters make three of five in Russian, Ukrainian and Bulgarian text.
        if (letters < high * 0.95)
            return null;
        if (in1251 >= letters * 0.45 && in1251 > inKoi8 * 2)
            return new Charset(1251);
        return inKoi8 >= letters * 0.45 && inKoi8 > in1251 * 2 ? new Charset(20866) : null;
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
