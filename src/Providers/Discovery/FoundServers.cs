namespace EmailAgent.Providers.Discovery;

/// <summary>The servers that were found for an address, and what its owner needs to know.</summary>
/// <param name="Incoming">The server that the mailbox is read from; null if none was found.</param>
/// <param name="Submission">The server that mail is submitted to; null if none was found.</param>
public sealed record FoundServers(FoundServer? Incoming, FoundServer? Submission)
{
    public static FoundServers None { get; } = new(null, null);

    /// <summary>Returns the name of the provider whose sign-in leads to the mailbox; null where there is none.</summary>
    public string? Provider { get; init; }

    /// <summary>Returns advice for the owner, such as about app passwords.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Indicates whether no other source can improve the result.</summary>
    internal bool IsSettled => Incoming is { Confidence: ServerConfidence.High } && Submission is { Confidence: ServerConfidence.High };

    /// <summary>Takes from another source the servers that are missing here, or that are more certain there.</summary>
    internal FoundServers Merge(FoundServers other) => new(Better(Incoming, other.Incoming), Better(Submission, other.Submission))
    {
        Provider = Provider ?? other.Provider,
        Notes = [.. Notes.Union(other.Notes)],
    };

    /// <summary>Returns the servers with the user names of an address.</summary>
    internal FoundServers For(string address) => this with { Incoming = Incoming?.For(address), Submission = Submission?.For(address) };

    private static FoundServer? Better(FoundServer? first, FoundServer? second) =>
        first is null || (second is not null && second.Confidence > first.Confidence) ? second : first;
}
