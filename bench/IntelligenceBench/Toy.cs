namespace EmailAgent.IntelligenceBench;

/// <summary>Measurements at toy size, with which tests check that the program works. Their figures mean nothing.</summary>
internal static class Toy
{
    /// <summary>Indicates whether the data are the few that come with the program.</summary>
    public static bool IsOn { get; set; }
}
