using EmailAgent.Grains.Access;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmailAgent.Stores.Tests.Retrieval;

public sealed class VectorStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const string Model = "test-1";
    private const int Wanted = 50;

    private VectorStore Store => storage.Get<VectorStore>();

    [PostgresFact]
    public async Task Nearest_OfClusteredVectors_AreThoseOfComparingAll()
    {
        const int Clusters = 30;
        const int PerCluster = 100;
        var random = new Random(20261202);
        var mailbox = await storage.AddMailboxAsync();
        var messages = Enumerable.Range(1, Clusters * PerCluster).Select(uid => mailbox.Message(uid)).ToArray();
        await mailbox.AddAsync(messages);
        var centers = Enumerable.Range(0, Clusters).Select(_ => Direction(random)).ToList();
        var vectors = messages.Select((message, i) => new MessageVector(message.Id, Near(random, centers[i % Clusters]))).ToList();
        await Store.WriteAsync(mailbox.UserId, Model, vectors, default);

        var found = 0;
        const int Questions = 10;
        for (var i = 0; i < Questions; i++)
        {
            var question = Near(random, centers[i]);
            var exact = vectors.OrderByDescending(vector => EmbeddingVector.Similarity(question, vector.Vector)).Take(Wanted).Select(vector => vector.MessageId).ToHashSet();
            found += (await FindAsync(mailbox.Sees, question)).Count(near => exact.Contains(near.MessageId));
        }

        Assert.True(found >= 0.98 * Questions * Wanted, $"Recall at {Wanted} is {found / (double)(Questions * Wanted):F4}.");
    }

    [PostgresFact]
    public async Task Nearest_OfAnyUser_HoldNothingOfOthersAndOfOtherMailboxes()
    {
        var random = new Random(1);
        var (one, other) = (await storage.AddMailboxAsync(), await storage.AddMailboxAsync());
        var second = await storage.AddMailboxAsync(one.UserId);
        var direction = Direction(random);
        var ids = new List<Guid>();
        foreach (var mailbox in new[] { one, other, second })
        {
            var message = mailbox.Message(1);
            await mailbox.AddAsync(message);
            await Store.WriteAsync(mailbox.UserId, Model, [new MessageVector(message.Id, direction)], default);
            ids.Add(message.Id);
        }

        Assert.Equal(new[] { ids[0], ids[2] }.Order(), (await FindAsync(one.Sees, direction)).Select(near => near.MessageId).Order());
        Assert.Equal([ids[1]], (await FindAsync(other.Sees, direction)).Select(near => near.MessageId));
        Assert.Equal([ids[2]], (await FindAsync(new Visibility(one.UserId, [second.ConnectionId]), direction)).Select(near => near.MessageId));
        Assert.Equal(1, (await CountAsync(new Visibility(one.UserId, [second.ConnectionId]))).Indexed);
        // The vector of a message that is another user's is not written.
        await Store.WriteAsync(other.UserId, Model, [new MessageVector(ids[0], direction)], default);
        Assert.Equal(1, (await CountAsync(other.Sees)).Indexed);
    }

    [PostgresFact]
    public async Task Nearest_MeetTheFilterAndLeaveOutTrash()
    {
        var direction = Direction(new Random(2));
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Trash");
        NewMessage[] messages = [mailbox.Message(1), mailbox.Message(2, "Hello", 0, "\\Seen"), mailbox.Message(1, "Hello", 1)];
        await mailbox.AddAsync(messages);
        await Store.WriteAsync(mailbox.UserId, Model, [.. messages.Select(message => new MessageVector(message.Id, direction))], default);

        Assert.Equal(2, (await FindAsync(mailbox.Sees, direction)).Count);
        Assert.Equal([messages[2].Id], (await FindAsync(mailbox.Sees, direction, place: "trash")).Select(near => near.MessageId));
        Assert.Equal(3, (await FindAsync(mailbox.Sees, direction, place: "all")).Count);
        var read = new PropertyTerm(MessageProperty.Read, Value: true);
        Assert.Equal([messages[1].Id], (await FindAsync(mailbox.Sees, direction, read)).Select(near => near.MessageId));
    }

    [PostgresFact]
    public async Task Vectors_OfAnotherModelOrOfRemovedMail_AreNotThere()
    {
        var direction = Direction(new Random(3));
        var mailbox = await storage.AddMailboxAsync();
        var (kept, removed) = (mailbox.Message(1), mailbox.Message(2));
        await mailbox.AddAsync(kept, removed);
        await Store.WriteAsync(mailbox.UserId, "former", [new MessageVector(kept.Id, direction), new MessageVector(removed.Id, direction)], default);
        Assert.Empty(await FindAsync(mailbox.Sees, direction));
        Assert.Equal([removed.Id, kept.Id], (await Store.ReadNextAsync(mailbox.UserId, Model, null, 10, default)).Select(message => message.Id));

        await Store.WriteAsync(mailbox.UserId, Model, [new MessageVector(kept.Id, direction)], default);
        var left = Assert.Single(await Store.ReadNextAsync(mailbox.UserId, Model, null, 10, default));
        Assert.Equal((removed.Id, "Ann", "Hello there"), (left.Id, left.Sender, left.Text));
        Assert.Empty(await Store.ReadNextAsync(mailbox.UserId, Model, left with { Date = kept.Date, Id = Guid.Empty }, 10, default));
        await storage.ScalarAsync<long>("WITH gone AS (DELETE FROM messages WHERE id = $1 RETURNING 1) SELECT count(*) FROM gone", removed.Id);

        Assert.Equal(1, await storage.ScalarAsync<long>("SELECT count(*) FROM message_vectors WHERE user_id = $1", mailbox.UserId));
        await Store.WriteAsync(mailbox.UserId, Model, [new MessageVector(removed.Id, direction)], default);
        Assert.Equal(1, (await CountAsync(mailbox.Sees)).Indexed);
    }

    [PostgresFact]
    public async Task Work_OnNewMail_GivesVectorsToAllAndIsSafeToRepeat()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 70).Select(uid => mailbox.Message(uid, $"Message {uid}"))]);
        var embedder = new LexicalEmbedder();
        Assert.Equal(1, await storage.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'retrieval.embed' AND user_id = $1", mailbox.UserId));
        await storage.ScalarAsync<long>("WITH done AS (DELETE FROM jobs WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM done", mailbox.UserId);
        Assert.Contains(mailbox.UserId, await Store.ListIncompleteAsync(embedder.Model, default));
        var work = Work(embedder);
        var job = new Job(Guid.NewGuid(), EmbeddingWork.Name, mailbox.UserId, "", 1, TestMailbox.Noon, TestMailbox.Noon);

        await work.RunAsync(job, default);
        await work.RunAsync(job, default);

        Assert.Equal(70, await storage.ScalarAsync<long>("SELECT count(*) FROM message_vectors WHERE user_id = $1 AND model = $2", mailbox.UserId, embedder.Model));
        Assert.DoesNotContain(mailbox.UserId, await Store.ListIncompleteAsync(embedder.Model, default));
        Assert.Contains(mailbox.UserId, await Store.ListIncompleteAsync("later", default));
    }

    [PostgresFact]
    public async Task Work_OnAMessageThatTheModelCannotRead_GoesOn()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(mailbox.Message(1, "Good"), mailbox.Message(2, "Unreadable"), mailbox.Message(3, "Good"));

        await Work(new FragileModel()).RunAsync(new Job(Guid.NewGuid(), EmbeddingWork.Name, mailbox.UserId, "", 1, TestMailbox.Noon, TestMailbox.Noon), default);

        Assert.Equal(3, (await CountAsync(mailbox.Sees)).Indexed);
        Assert.DoesNotContain(mailbox.UserId, await Store.ListIncompleteAsync(Model, default));
    }

    [PostgresFact]
    public async Task Work_WithABrokenModel_FailsWithoutVectors()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(mailbox.Message(1));
        var job = new Job(Guid.NewGuid(), EmbeddingWork.Name, mailbox.UserId, "", 1, TestMailbox.Noon, TestMailbox.Noon);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Work(new NamedModel()).RunAsync(job, default));

        Assert.Equal(0, (await CountAsync(mailbox.Sees)).Indexed);
    }

    private EmbeddingWork Work(IMessageEmbedder embedder) => new(Store, embedder, storage.Get<JobQueue>(), TimeProvider.System, NullLogger<EmbeddingWork>.Instance);

    private async Task<IReadOnlyList<NearVector>> FindAsync(Visibility visible, float[] question, SearchNode? filter = null, string? place = null)
    {
        await using var connection = await storage.DataSource.OpenConnectionAsync();
        var query = new RetrievalQuery("", [], new AllOf(filter is null ? [] : [filter]), place);
        return await NearestMail.FindAsync(connection, visible, query, new NamedModel(), question, Wanted, default);
    }

    private async Task<SearchCoverage> CountAsync(Visibility visible)
    {
        await using var connection = await storage.DataSource.OpenConnectionAsync();
        return await VectorStore.CountAsync(connection, visible, Model, default);
    }

    private static float[] Near(Random random, float[] center)
    {
        var other = Direction(random);
        float[] vector = [.. center.Select((number, i) => number + (0.9f * other[i]))];
        EmbeddingVector.Normalize(vector);
        return vector;
    }

    private static float[] Direction(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, EmbeddingVector.Dimensions).Select(_ => (float)(Enumerable.Range(0, 6).Sum(_ => random.NextDouble()) - 3))];
        EmbeddingVector.Normalize(vector);
        return vector;
    }

    private sealed class FragileModel : IMessageEmbedder
    {
        public string Model => VectorStoreTests.Model;

        public float LeastSimilarity => 0;

        public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => texts.Any(text => text.StartsWith("Unreadable", StringComparison.Ordinal))
            ? throw new InvalidOperationException("This cannot be read.")
            : new LexicalEmbedder().Embed(texts, cancellationToken);
    }

    private sealed class NamedModel : IMessageEmbedder
    {
        public string Model => VectorStoreTests.Model;

        public float LeastSimilarity => -1;

        public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => throw new InvalidOperationException("The vectors are given.");
    }
}
