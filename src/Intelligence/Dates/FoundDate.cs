namespace EmailAgent.Intelligence.Dates;

/// <summary>A day, a time or a range of them that a text names, in the zone of the author.</summary>
/// <param name="Start">The position of its words in UTF-16 units.</param>
/// <param name="Length">Their length.</param>
/// <param name="Date">The day; the first of a range.</param>
/// <param name="Time">The time of day; null if the text names none.</param>
/// <param name="EndDate">The last day of a range; null if it is none.</param>
/// <param name="EndTime">The time at which a range ends; null if the text names none.</param>
/// <param name="IsDeadline">Indicates whether a word before it makes it a limit, as in <c>by Friday</c>.</param>
/// <param name="Confidence">How sure the reading is, 0 to 1.</param>
internal sealed record FoundDate(
    int Start, int Length, DateOnly Date, TimeOnly? Time, DateOnly? EndDate, TimeOnly? EndTime, bool IsDeadline, double Confidence)
{
    public int End => Start + Length;
}
