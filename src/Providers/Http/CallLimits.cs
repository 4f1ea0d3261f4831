namespace EmailAgent.Providers.Http;

/// <summary>The time limits and the number of attempts of calls, from the options of a provider.</summary>
internal sealed record CallLimits
{
    /// <summary>Longest silence of a server that owes an answer or the rest of one.</summary>
    public required TimeSpan ReadTimeout { get; init; }

    /// <summary>Longest total time of one call.</summary>
    public required TimeSpan CallTimeout { get; init; }

    /// <summary>Attempts at a call before the session ends.</summary>
    public required int Attempts { get; init; }

    /// <summary>Wait before the second attempt; doubles with each.</summary>
    public required TimeSpan FirstRetry { get; init; }

    /// <summary>Longest wait between two attempts, unless the provider requests a longer one.</summary>
    public required TimeSpan LongestRetry { get; init; }

    /// <summary>Longest wait that the provider may request; beyond it the session ends instead.</summary>
    public required TimeSpan LongestRetryAfter { get; init; }
}
