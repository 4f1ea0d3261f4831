namespace EmailAgent.EndToEnd.Tests;

/// <summary>Tests in which the time counts: how long a user waits, or what is done within a minute; no others run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "timed";
}
