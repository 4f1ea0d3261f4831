namespace EmailAgent.Engine.Tests.Grains;

/// <summary>Calls that end in all the ways a call can end.</summary>
public interface IOutcomeGrain : IGrainWithStringKey
{
    Task<string> Echo(string text);

    ValueTask<int> Twice(int number);

    ValueTask Nothing();

    Task Throw(string message);

    Task<int> ThrowAfterAwait(string message);

    /// <summary>Waits for cancellation and notes in the journal, on the grain's scheduler, that it came.</summary>
    Task WaitForCancellation(string checkpoint, CancellationToken cancellationToken);

    Task Hold(string checkpoint);

    Task<OutcomeRecord> Send(OutcomeRecord record);

    /// <summary>The text that travels with the call under this key, seen after an await.</summary>
    Task<string?> ReadContext(string key);

    /// <summary>Puts a text under the key, then has another grain read it.</summary>
    Task<string?> SetContext(string key, string text, string reader);

    /// <summary>The W3C id of the trace that the call is part of, seen after an await; null for none.</summary>
    Task<string?> ReadTrace();
}

[GenerateSerializer]
[Alias("test.outcome")]
public sealed record OutcomeRecord([property: Id(0)] string Name, [property: Id(1)] IReadOnlyList<long> Numbers, [property: Id(2)] DateTimeOffset? At);
