namespace EmailAgent.Intelligence.Dates;

/// <summary>A time of day or a range of them at a place of a text.</summary>
/// <param name="Next">The token after it.</param>
/// <param name="End">The time at which a range ends; null if it is none.</param>
/// <param name="IsSure">Indicates whether it is a time also without a date.</param>
internal readonly record struct ClockReading(int Next, TimeOnly Time, TimeOnly? End, bool IsSure);
