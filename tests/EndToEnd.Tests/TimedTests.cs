namespace EmailAgent.EndToEnd.Tests;

/// <summary>Tests that measure how long a user waits; no others run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "timed";
}
