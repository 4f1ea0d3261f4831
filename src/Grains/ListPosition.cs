using System.Globalization;

namespace EmailAgent.Grains;

/// <summary>End of a page of a list, as a text that callers return.</summary>
internal readonly record struct ListPosition(DateTime At, Guid Id, long Seq)
{
    private const char Separator = '-';

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks:x}{Separator}{Id:N}{Separator}{Seq}");

    /// <param name="text">The text of a page; null for the beginning.</param>
    /// <param name="position">Null for the beginning.</param>
    /// <returns>False for a text that no page contained.</returns>
    public static bool TryParse(string? text, out ListPosition? position)
    {
        position = null;
        if (text is null)
            return true;
        if (text.Split(Separator) is not [var ticks, var id, var seq]
            || !long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            || at < 0 || at > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(id, "N", out var parsed)
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        position = new ListPosition(new DateTime(at, DateTimeKind.Utc), parsed, number);
        return true;
    }
}
