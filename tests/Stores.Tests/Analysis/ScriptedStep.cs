using System.Collections.Concurrent;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Intelligence;
using Npgsql;

namespace EmailAgent.Stores.Tests.Analysis;

/// <summary>A step that does what a test wants, and remembers the messages that it was given.</summary>
/// <param name="name">Of its own for each test, since a database knows the versions of all steps.</param>
internal sealed class ScriptedStep(string name, int version = 1) : IAnalysisStep
{
    private readonly ConcurrentQueue<AnalyzedMessage> _seen = new();

    public string Name => name;

    public int Version => version;

    public Func<AnalysisBatch, NpgsqlConnection, Task>? Script { get; set; }

    /// <summary>Returns the events of a message.</summary>
    public Func<AnalyzedMessage, NewEvent>? Event { get; init; }

    public IReadOnlyList<AnalyzedMessage> Seen => [.. _seen];

    public IReadOnlyList<Guid> SeenIds => [.. _seen.Select(message => message.Id)];

    public async Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var message in batch.Messages)
            _seen.Enqueue(message);
        if (Script is { } script)
            await script(batch, connection);
        return Event is { } make ? [.. batch.Messages.Select(make)] : [];
    }
}
