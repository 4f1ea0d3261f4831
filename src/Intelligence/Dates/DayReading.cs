namespace EmailAgent.Intelligence.Dates;

/// <summary>A day or a range of days at a place of a text.</summary>
/// <param name="Next">The token after it.</param>
/// <param name="End">The last day of a range; null if it is none.</param>
/// <param name="HalfOfDay">0 before noon, 1 after it; null if the text does not name one.</param>
/// <param name="Time">The time of day of an exact distance, such as <c>in two hours</c>.</param>
internal readonly record struct DayReading(int Next, DateOnly Date, DateOnly? End, double Confidence, int? HalfOfDay = null, TimeOnly? Time = null);
