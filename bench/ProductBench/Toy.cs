namespace EmailAgent.ProductBench;

/// <summary>Measurements at toy size, with which tests check that the program works. Their figures mean nothing.</summary>
internal static class Toy
{
    private const int Shorter = 100;

    /// <summary>Indicates whether sizes and waits are those of a toy.</summary>
    public static bool IsOn { get; set; }

    /// <summary>Returns a measurement's wait, which a toy shortens.</summary>
    public static TimeSpan Wait(TimeSpan real) => IsOn ? real / Shorter : real;
}
