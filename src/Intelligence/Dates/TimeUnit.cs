namespace EmailAgent.Intelligence.Dates;

/// <summary>A unit of time.</summary>
internal enum TimeUnit
{
    Minute,
    Hour,
    Day,
    Workday,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}
