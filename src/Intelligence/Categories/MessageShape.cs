namespace EmailAgent.Intelligence.Categories;

/// <summary>The form of a message, whatever its words.</summary>
/// <param name="IsReply">Whether the subject says that it is a reply.</param>
/// <param name="HasQuotes">Whether it has quoted lines.</param>
/// <param name="HasAmount">Whether it names an amount of money.</param>
/// <param name="HasPercent">Whether it has a percentage.</param>
/// <param name="IsShouting">Whether many of its letters are capitals, or many of its signs exclamation marks.</param>
/// <param name="Links">The number of links, 0 to 3: none, one, up to five, more.</param>
/// <param name="Length">The length, 0 to 3: up to 300 characters, 1,500, 5,000, more.</param>
internal sealed record MessageShape(bool IsReply, bool HasQuotes, bool HasAmount, bool HasPercent, bool IsShouting, int Links, int Length)
{
    private const int ReadLength = 5_000;

    // English, German (also Swedish, Spanish and Dutch forms), French.
    private static readonly string[] ReplyPrefixes = ["re:", "aw:", "sv:", "rv:", "ref:", "re :", "antw:"];

    public static MessageShape Of(AnalyzedMessage message)
    {
        var text = message.Text.AsSpan(0, Math.Min(message.Text.Length, ReadLength));
        var (capitals, letters, exclamations, digitBefore) = (0, 0, 0, false);
        var (hasAmount, hasPercent) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (char.IsLetter(sign))
                (letters, capitals) = (letters + 1, capitals + (char.IsUpper(sign) ? 1 : 0));
            exclamations += sign == '!' ? 1 : 0;
            hasPercent |= sign == '%' && digitBefore;
            hasAmount |= IsCurrency(sign) || (digitBefore && IsCurrencyCode(text[i..]));
            digitBefore = char.IsDigit(sign) || (digitBefore && sign is ' ' or '\u00a0');
        }

        return new(
            ReplyPrefixes.Any(prefix => message.Subject.AsSpan().TrimStart().StartsWith(prefix, StringComparison.OrdinalIgnoreCase)),
            text.Contains("\n>", StringComparison.Ordinal), hasAmount, hasPercent,
            (letters > 40 && capitals * 3 > letters) || exclamations > 4,
            Step(text.Count("http".AsSpan()), 0, 1, 5), Step(message.Text.Length, 300, 1_500, 5_000));
    }

    private static int Step(int value, int first, int second, int third) => value <= first ? 0 : value <= second ? 1 : value <= third ? 2 : 3;

    private static bool IsCurrency(char sign) => sign is '$' or '€' or '£';

    private static bool IsCurrencyCode(ReadOnlySpan<char> text) =>
        text.StartsWith("EUR", StringComparison.Ordinal) || text.StartsWith("USD", StringComparison.Ordinal) || text.StartsWith("SEK", StringComparison.Ordinal)
        || text.StartsWith("kr", StringComparison.Ordinal) || text.StartsWith("CHF", StringComparison.Ordinal);
}
