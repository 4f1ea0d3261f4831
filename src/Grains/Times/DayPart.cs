using NodaTime;

namespace EmailAgent.Grains.Times;

/// <summary>A part of the day in words.</summary>
/// <param name="Usual">The time that is meant if none is given.</param>
internal sealed record DayPart(LocalTime First, LocalTime Last, LocalTime Usual)
{
    public static readonly DayPart Night = new(new LocalTime(18, 0), new LocalTime(23, 59, 59), new LocalTime(20, 0));

    private static readonly DayPart Morning = new(LocalTime.Midnight, new LocalTime(11, 59, 59), new LocalTime(9, 0));
    private static readonly DayPart Afternoon = new(LocalTime.Noon, new LocalTime(18, 0), new LocalTime(14, 0));
    private static readonly DayPart Evening = new(new LocalTime(17, 0), new LocalTime(23, 59, 59), new LocalTime(18, 0));

    /// <summary>Returns the part of this name; null if there is none.</summary>
    public static DayPart? Find(string word) => word switch
    {
        "morning" => Morning,
        "afternoon" => Afternoon,
        "evening" => Evening,
        "night" => Night,
        _ => null,
    };
}
