using System.Globalization;

namespace EmailAgent.Grains.Priority;

/// <summary>End of a page of a list by priority, as a text that callers return.</summary>
internal sealed record ScoredPosition(float Score, DateTimeOffset Date, Guid Id)
{
    private const char Separator = '-';

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.SingleToUInt32Bits(Score):x}{Separator}{Date.UtcTicks:x}{Separator}{Id:N}");

    /// <param name="text">The text of a page; null for the beginning.</param>
    /// <param name="position">Null for the beginning.</param>
    /// <returns>False for a text that no page contained.</returns>
    public static bool TryParse(string? text, out ScoredPosition? position)
    {
        position = null;
        if (text is null)
            return true;
        if (text.Split(Separator) is not [var bits, var ticks, var id]
            || !uint.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var score)
            || !long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            || at < 0 || at > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(id, "N", out var parsed)
            || BitConverter.UInt32BitsToSingle(score) is not (>= 0 and <= 1))
        {
            return false;
        }

        position = new ScoredPosition(BitConverter.UInt32BitsToSingle(score), new DateTimeOffset(at, TimeSpan.Zero), parsed);
        return true;
    }
}
