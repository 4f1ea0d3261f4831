namespace EmailAgent.Mail.Mime;

/// <summary>Statistics of the byte pairs of a text under the charsets that encode a character in two bytes.</summary>
internal readonly struct DoubleByteStatistics
{
    /// <summary>Walks over a text in the steps of Shift_JIS, or in those of the EUC family, GB 18030 and Big5.</summary>
    public DoubleByteStatistics(ReadOnlySpan<byte> bytes, bool shiftJis)
    {
        IsValid = true;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
                continue;
            if (shiftJis && lead is >= 0xA1 and <= 0xDF)
            {
                // Kana of half width, one byte each.
                Pairs++;
                continue;
            }

            // Cut off at the end of the sample or in transit.
            if (i + 1 == bytes.Length)
                break;
            var trail = bytes[++i];
            Pairs++;
            IsValid &= shiftJis
                ? lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC) && trail is >= 0x40 and <= 0xFC and not 0x7F
                : lead is >= 0x81 and <= 0xFE && trail is >= 0x40 and <= 0xFE and not 0x7F;
            ShiftJisKana += lead is 0x82 && trail >= 0x9F || lead is 0x83 && trail <= 0x96 ? 1 : 0;
            EucKana += lead is 0xA4 or 0xA5 && trail >= 0xA1 ? 1 : 0;
            LowTrails += trail < 0x80 ? 1 : 0;
            Hangul += lead is >= 0xB0 and <= 0xC8 && trail >= 0xA1 ? 1 : 0;
            CommonInGb += lead is (>= 0xB0 and <= 0xD7) or 0xA1 or 0xA3 && trail >= 0xA1 ? 1 : 0;
            CommonInBig5 += lead is >= 0xA1 and <= 0xC6 ? 1 : 0;
        }
    }

    /// <summary>Indicates whether every pair is valid in the charset.</summary>
    public bool IsValid { get; }

    public int Pairs { get; }

    /// <summary>Hiragana and katakana.</summary>
    public int ShiftJisKana { get; }

    /// <inheritdoc cref="ShiftJisKana"/>
    public int EucKana { get; }

    /// <summary>Pairs whose second byte is ASCII, which EUC never has.</summary>
    public int LowTrails { get; }

    /// <summary>Korean syllables of EUC-KR.</summary>
    public int Hangul { get; }

    /// <summary>Punctuation and the first level of GB 2312.</summary>
    public int CommonInGb { get; }

    /// <summary>Punctuation and the first level of Big5.</summary>
    public int CommonInBig5 { get; }

    public double Share(int count) => Pairs == 0 ? 0 : (double)count / Pairs;
}
