using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using EmailAgent.Search;

namespace EmailAgent.Grains;

/// <summary>
/// The rule for all names that users give, such as those of organizations, labels, templates and API keys: a name shows every character that
/// it has, so that two names that differ also look different.
/// </summary>
internal static class NameText
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const int EmojiSelector = 0xFE0F;

    /// <summary>Returns the form in which a name is stored: without spaces around it, in normalization form C.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? Tidy(string? name) => name is null ? null : CanonicalText.Compose(name.Trim());

    /// <summary>Returns the form in which names are compared, without regard to case.</summary>
    public static string KeyOf(string name) => Tidy(name).ToUpperInvariant();

    /// <summary>Checks a name that is required.</summary>
    /// <param name="maxLength">The limit in UTF-16 units, once the name is tidy.</param>
    public static Problem? Check(string? name, string field, int maxLength) =>
        name is not null && IsWithin(maxLength, name) && IsReadable(name) && Tidy(name).Length > 0
            ? null
            : Invalid($"A name must have 1 to {maxLength} characters, and no control or invisible characters.", field);

    /// <summary>Checks a name that can be missing or empty.</summary>
    /// <param name="maxLength">The limit in UTF-16 units, once the name is tidy.</param>
    public static Problem? CheckOptional(string? name, string field, int maxLength) =>
        name is null || (IsWithin(maxLength, name) && IsReadable(name))
            ? null
            : Invalid($"A name must have at most {maxLength} characters, and no control or invisible characters.", field);

    /// <summary>
    /// Indicates whether a text has only characters that are shown: no control characters, no invisible ones, none that change the direction of
    /// writing, and no half of a surrogate pair. Joiners are allowed where emoji and scripts need them.
    /// </summary>
    public static bool IsReadable(string text)
    {
        var before = default(Rune); // U+0000 stands for no character
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return false;
            i += rune.Utf16SequenceLength;
            var after = i < text.Length && Rune.TryGetRuneAt(text, i, out var next) ? next : default;
            if (!IsReadable(before, rune, after))
                return false;
            before = rune;
        }

        return true;
    }

    // Up to four characters become one. Longer texts are not worth the work of composing them.
    private static bool IsWithin(int maxLength, string name) => name.Length <= 4 * maxLength && Tidy(name).Length <= maxLength;

    private static bool IsReadable(Rune before, Rune rune, Rune after) => rune.Value switch
    {
        Joiner or NonJoiner => JoinsPictures(before, after) || JoinsLetters(before, after),
        _ when IsSelector(rune) => !Rune.IsControl(before) && !Rune.IsWhiteSpace(before) && !IsSelector(before),
        // Fillers, blanks and placeholders that Unicode counts among letters, marks and symbols.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFC => false,
        // Not assigned yet, and to be ignored by all that show text (Default_Ignorable_Code_Point).
        0x2065 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };

    // Variants of the character before: of Mongolian letters, of emoji, of Han characters in names.
    private static bool IsSelector(Rune rune) => rune.Value is (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= EmojiSelector) or (>= 0xE0100 and <= 0xE01EF);

    // Emoji are symbols, with a tone of skin or a selector behind them; the arrows of newer ones are mathematical symbols.
    private static bool JoinsPictures(Rune before, Rune after) =>
        (before.Value == EmojiSelector || Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol)
        && Rune.GetUnicodeCategory(after) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    // Within words, also of Latin letters with a Persian ending, and at the end of words after a mark that needs it, as in Malayalam.
    private static bool JoinsLetters(Rune before, Rune after) =>
        (IsOfJoiningScript(before) && IsMark(before))
        || (IsOfWord(before) && IsOfWord(after) && (IsOfJoiningScript(before) || IsOfJoiningScript(after)));

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // The Arabic, Indic and South-East Asian scripts and their neighbours, whose letters change their shape beside a joiner.
    private static bool IsOfJoiningScript(Rune rune) => rune.Value
        is (>= 0x0600 and <= 0x109F) or (>= 0x1780 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0xFB50 and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10A00 and <= 0x11FFF) or (>= 0x1E900 and <= 0x1E95F);

    private static Problem Invalid(string detail, string field) => new(ProblemCodes.Invalid, detail, field);
}
