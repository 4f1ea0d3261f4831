namespace EmailAgent.Grains.Connections;

/// <summary>The names of poll modes in a connection's settings.</summary>
internal static class PollModes
{
    public static string Name(PollMode mode) => mode switch
    {
        PollMode.Fast => "fast",
        PollMode.Slow => "slow",
        _ => "normal",
    };
}
