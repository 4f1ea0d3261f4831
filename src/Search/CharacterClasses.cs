using System.Globalization;
using System.Text;

namespace EmailAgent.Search;

/// <summary>Character classes of the tokenizer.</summary>
internal static class CharacterClasses
{
    /// <summary>Lower-case letter or digit of each ASCII character; 0 for all others.</summary>
    public static ReadOnlySpan<byte> AsciiWord => WordTable;

    private static readonly byte[] WordTable = BuildWordTable();

    /// <summary>Holds the parts of an address or host name together, between letters or digits.</summary>
    public static bool IsJoiner(char c) => c is '.' or '@' or '-' or '_' or '+';

    /// <summary>Scripts written without spaces between words, which are indexed by pairs of characters.</summary>
    public static bool IsUnspaced(int rune) => rune switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Myanmar
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x3040 and <= 0x30FF => rune != 0x30FB, // Hiragana, Katakana without the middle dot
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF => true, // Han
        >= 0xAC00 and <= 0xD7A3 => true, // Hangul
        >= 0xF900 and <= 0xFAFF => true, // Han, compatibility
        >= 0xFF66 and <= 0xFF9D => true, // Katakana, half width
        >= 0x20000 and <= 0x323AF => true, // Han, further planes
        _ => false,
    };

    /// <summary>Returns whether a character can occur inside a word without a meaning for search: combining accents, vowel points, invisible joiners.</summary>
    public static bool IsIgnorable(int rune) => rune is
        0x00AD or (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670
        or (>= 0x200B and <= 0x200D) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;

    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>
    /// Returns whether a character is a symbol such as an emoji or a currency sign. Lines and blocks that frame texts are no symbols,
    /// and neither is the replacement character.
    /// </summary>
    public static bool IsSymbol(Rune rune) =>
        rune.Value is not ((>= 0x2500 and <= 0x259F) or 0xFFFC or 0xFFFD)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol;

    /// <summary>Returns the lower-case character without the Greek accents and Russian dots that writers often omit; full width becomes half width.</summary>
    public static Rune Fold(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune).Value;
        return new Rune(lower switch
        {
            >= 0xFF01 and <= 0xFF5E => lower - 0xFEE0,
            'ά' => 'α',
            'έ' => 'ε',
            'ή' => 'η',
            'ί' or 'ϊ' or 'ΐ' => 'ι',
            'ό' => 'ο',
            'ύ' or 'ϋ' or 'ΰ' => 'υ',
            'ώ' => 'ω',
            'ς' => 'σ',
            'ё' => 'е',
            _ => lower,
        });
    }

    private static byte[] BuildWordTable()
    {
        var table = new byte[128];
        for (var c = 0; c < table.Length; c++)
            table[c] = char.IsAsciiLetterOrDigit((char)c) ? (byte)char.ToLowerInvariant((char)c) : (byte)0;
        return table;
    }
}
