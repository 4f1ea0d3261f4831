using System.Globalization;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Priority;

/// <summary>End of a page of a list by priority, as a text that callers return.</summary>
/// <param name="Score">Null among the messages without a score, which come last.</param>
internal sealed record ScoredPosition(float? Score, DateTimeOffset Date, Guid Id)
{
    private const char Separator = '-';
    private const string NoScore = "none";

    public static ScoredPosition Of(EmailSummary email) => new(email.PriorityScore, email.Date, Guid.ParseExact(email.Id, "N"));

    public override string ToString()
    {
        var score = Score is { } known ? BitConverter.SingleToUInt32Bits(known).ToString("x", CultureInfo.InvariantCulture) : NoScore;
        return string.Create(CultureInfo.InvariantCulture, $"{score}{Separator}{Date.UtcTicks:x}{Separator}{Id:N}");
    }

    /// <param name="text">The text of a page; null for the beginning.</param>
    /// <param name="position">Null for the beginning.</param>
    /// <returns>False for a text that no page contained.</returns>
    public static bool TryParse(string? text, out ScoredPosition? position)
    {
        position = null;
        if (text is null)
            return true;
        if (text.Split(Separator) is not [var bits, var ticks, var id]
            || !TryParseScore(bits, out var score)
            || !long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            || at < 0 || at > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(id, "N", out var parsed))
        {
            return false;
        }

        position = new ScoredPosition(score, new DateTimeOffset(at, TimeSpan.Zero), parsed);
        return true;
    }

    private static bool TryParseScore(string text, out float? score)
    {
        score = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? BitConverter.UInt32BitsToSingle(bits) : null;
        return text == NoScore || score is >= 0 and <= 1;
    }
}
