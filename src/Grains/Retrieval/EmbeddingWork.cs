using EmailAgent.Grains.Jobs;
using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Grains.Retrieval;

/// <summary>
/// Gives vectors to the mail of one user that has none, newest first. One job runs at a time, on one thread, and rests between batches, so that mail and
/// searches go on without a delay. After a while it lets other users have their turn.
/// </summary>
internal sealed partial class EmbeddingWork(
    VectorStore store, IMessageEmbedder embedder, JobQueue queue, TimeProvider time, ILogger<EmbeddingWork> logger) : IJobHandler
{
    /// <summary>The kind of these jobs; each user has at most one.</summary>
    public const string Name = "retrieval.embed";

    public const string DedupeKey = "mail";

    private const int BatchSize = 32;

    // A third of one core, so that a first sync beside it is hardly slower.
    private const int RestPerWork = 2;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    private readonly ILogger<EmbeddingWork> _logger = logger;

    public string Kind => Name;

    public JobPolicy Policy { get; } = new() { Concurrency = 1, PerUser = 1 };

    public static NewJob JobOf(Guid userId) => new(Name, userId, "") { DedupeKey = DedupeKey };

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId)
            throw new JobException("The job has no user.") { IsFinal = true };
        var started = time.GetTimestamp();
        UnembeddedMessage? last = null;
        while (await store.ReadNextAsync(userId, embedder.Model, last, BatchSize, cancellationToken) is { Count: > 0 } messages)
        {
            var batchStarted = time.GetTimestamp();
            await store.WriteAsync(userId, embedder.Model, await EmbedAsync(messages, cancellationToken), cancellationToken);
            if (messages.Count < BatchSize)
                break; // The next query would read all mail to find none.
            last = messages[^1];
            if (time.GetElapsedTime(started) > Turn)
            {
                await queue.EnqueueAsync(JobOf(userId), cancellationToken);
                return;
            }

            await Task.Delay(time.GetElapsedTime(batchStarted) * RestPerWork, time, cancellationToken);
        }

        await store.CompleteAsync(userId, embedder.Model, cancellationToken);
    }

    // On a thread of its own, as it would occupy one of the pool for half a second.
    private Task<List<MessageVector>> EmbedAsync(List<UnembeddedMessage> messages, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => EmbedAll(messages, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private List<MessageVector> EmbedAll(List<UnembeddedMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            return Embed(messages, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _ = embedder.Embed(["A text that every model can read."], cancellationToken); // If it fails, too, so does the job: the fault is not in the messages.
            return [.. messages.Select(message => EmbedAlone(message, cancellationToken))];
        }
    }

    // A message that the model cannot read is near nothing, and does not keep the others from having vectors.
    private MessageVector EmbedAlone(UnembeddedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return Embed([message], cancellationToken)[0];
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogUnreadable(error, message.Id);
            return new MessageVector(message.Id, new float[EmbeddingVector.Dimensions]);
        }
    }

    private List<MessageVector> Embed(List<UnembeddedMessage> messages, CancellationToken cancellationToken)
    {
        var vectors = embedder.Embed([.. messages.Select(message => EmbeddedText.Of(message.Subject, message.Sender, message.Text))], cancellationToken);
        return [.. messages.Select((message, i) => new MessageVector(message.Id, vectors[i]))];
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} has no meaning for search: the model cannot read it")]
    private partial void LogUnreadable(Exception error, Guid messageId);
}
