using System.Security.Cryptography;
using EmailAgent.Grains;
using EmailAgent.Grains.Blobs;

namespace EmailAgent.Stores.Tests.Blobs;

public sealed class BlobStorageTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Content_Stored_IsFoundByItsOwnerOnly_AndNotInTheClear()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        var content = "A secret of the user."u8.ToArray();

        var blob = await world.PutAsync(user, content);

        var found = await world.Blobs.FindAsync(user, blob.Id, default);
        Assert.NotNull(found);
        Assert.Equal((content.Length, "a.txt", "text/plain"), ((int)found.Size, found.Name, found.ContentType));
        Assert.Equal(SHA256.HashData(content), found.Hash!);
        Assert.Equal(content, await world.ReadAsync(found));
        Assert.Equal(content[2..8], await world.ReadAsync(found, 2, 6));
        Assert.Null(await world.Blobs.FindAsync(await storage.AddUserAsync(), blob.Id, default));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(Assert.Single(world.Files).FullName)).AsSpan().IndexOf("secret"u8));
        Assert.Equal(content.Length, await world.UsageAsync(user));
    }

    [PostgresFact]
    public async Task Quota_OfConcurrentContents_IsExact()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ =>
            world.Blobs.PutAsync(user, new NewBlob("a", "b/c", BlobWorld.Quota, 100_000), new MemoryStream(new byte[100_000]), default)));

        Assert.Equal(10, outcomes.Count(outcome => outcome.Value is not null));
        Assert.All(outcomes.Where(outcome => outcome.Value is null), outcome => Assert.Equal(BlobProblems.StorageFull, outcome.Problem!.Code));
        Assert.Equal(BlobWorld.Quota, await world.UsageAsync(user));
        Assert.True((await world.Blobs.DeleteAsync(user, outcomes.First(outcome => outcome.Value is not null).Value!.Id, default)).Problem is null);
        await world.PutAsync(user, new byte[100_000]);
    }

    [PostgresFact]
    public async Task Quota_OfContentsOfUnknownLength_IsFilledToTheLastByte_AndNotExceeded()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        await world.PutAsync(user, new byte[400_000]);

        Assert.Equal(BlobProblems.StorageFull, (await PutUnknownAsync(world, user, 600_001)).Problem?.Code);
        Assert.Equal(400_000, await world.UsageAsync(user));
        Assert.Null((await PutUnknownAsync(world, user, 600_000)).Problem);
        Assert.Equal(BlobWorld.Quota, await world.UsageAsync(user));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutUnknownAsync(world, user, 1)));
        Assert.Equal(BlobWorld.Quota, await world.UsageAsync(user));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData(1_001L)]
    [InlineData(5L)]
    public async Task Content_LargerThanAllowed_IsRefused_AndCountsNothing(long? declared)
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();

        var outcome = await world.Blobs.PutAsync(user, new NewBlob("a", "b/c", 1_000, declared), new MemoryStream(new byte[1_001]), default);

        Assert.Equal(BlobProblems.TooLarge, outcome.Problem?.Code);
        Assert.Equal(0, await world.UsageAsync(user));
    }

    [PostgresFact]
    public async Task Content_ThatEndsByAFault_IsNeitherCountedNorKept()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => world.Blobs.PutAsync(user, new NewBlob("a", "b/c", 1_000, 10), new FailingStream(), default));

        Assert.Equal(0, await world.UsageAsync(user));
        await world.Blobs.CollectAsync(default);
        Assert.NotEmpty(world.Files); // a writer could still be at it
        await CollectWithoutWritersAsync(world);
        Assert.Empty(world.Files);
    }

    [PostgresFact]
    public async Task Content_WhoseUserIsDeletedWhileItIsWritten_IsDeletedAfterItsWriterHasEnded()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        async Task DeleteUserAsync()
        {
            await storage.ScalarAsync<Guid>("DELETE FROM users WHERE id = $1 RETURNING id", user);
            await storage.ScalarAsync<Guid>("DELETE FROM blob_removals RETURNING blob_id"); // done, before there is a content
        }

        var outcome = await world.Blobs.PutAsync(user, new NewBlob("a", "b/c", 1_000, 10), new InterruptedStream(DeleteUserAsync), default);

        Assert.Equal(ProblemCodes.NotFound, outcome.Problem?.Code);
        await CollectWithoutWritersAsync(world);
        Assert.Empty(world.Files);
    }

    [PostgresFact]
    public async Task Content_ThatCannotBeDeleted_IsReportedWithItsError_AndTriedAgain()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        var blob = await world.PutAsync(user, new byte[10]);
        await world.Blobs.DeleteAsync(user, blob.Id, default);
        var path = Assert.Single(world.Files).FullName;
        File.Delete(path);
        Directory.CreateDirectory(path);

        var (failures, lastError) = await world.Blobs.CollectAsync(default);

        Assert.Equal(1, failures);
        Assert.IsType<UnauthorizedAccessException>(lastError);
        Directory.Delete(path);
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM blob_removals WHERE blob_id = $1", blob.Id));
        await CollectWithoutWritersAsync(world);
        Assert.Equal(0L, await storage.ScalarAsync<long>("SELECT count(*) FROM blob_removals WHERE blob_id = $1", blob.Id));
    }

    [PostgresFact]
    public async Task Blob_WithoutReferences_ExpiresAfterADay()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        var blob = await world.PutAsync(user, new byte[10]);

        world.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        await world.Blobs.CollectAsync(default);
        Assert.NotNull(await world.Blobs.FindAsync(user, blob.Id, default));

        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, (await world.Blobs.CollectAsync(default)).Failures);
        Assert.Null(await world.Blobs.FindAsync(user, blob.Id, default));
        Assert.Empty(world.Files);
        Assert.Equal(0, await world.UsageAsync(user));
    }

    [PostgresFact]
    public async Task Blob_WithReferences_StaysUntilTheLastIsReleased_WhoeverReleasesFirst()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        var blob = await world.PutAsync(user, new byte[10]);
        string[] holders = [.. Enumerable.Range(0, 8).Select(i => $"draft:{i}")];
        foreach (var holder in holders.Append(holders[0]))
            Assert.True(await world.HoldAsync(user, holder, blob.Id, blob.Id));

        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.Blobs.CollectAsync(default);
        Assert.Equal(BlobProblems.InUse, (await world.Blobs.DeleteAsync(user, blob.Id, default)).Problem?.Code);

        await Task.WhenAll(holders.Select(holder => world.ReleaseAsync(user, holder)));
        await world.Blobs.CollectAsync(default);

        Assert.Null(await world.Blobs.FindAsync(user, blob.Id, default));
        Assert.Empty(world.Files);
    }

    [PostgresFact]
    public async Task Reference_ToABlobOfAnotherUserOrNone_IsRefusedAsAWhole()
    {
        await using var world = new BlobWorld(storage);
        var (user, other) = (await storage.AddUserAsync(), await storage.AddUserAsync());
        var (own, foreign) = (await world.PutAsync(user, new byte[1]), await world.PutAsync(other, new byte[1]));

        Assert.False(await world.HoldAsync(user, "draft:1", own.Id, foreign.Id));
        Assert.False(await world.HoldAsync(user, "draft:1", own.Id, Guid.NewGuid()));

        Assert.NotNull((await world.Blobs.FindAsync(user, own.Id, default))!.ExpiresAt);
    }

    [PostgresFact]
    public async Task Reference_AndCollection_AtTheSameTime_NeverLeaveAReferenceWithoutABlob()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        for (var i = 0; i < 30; i++)
        {
            var blob = await world.PutAsync(user, new byte[10]);
            world.Clock.Advance(TimeSpan.FromDays(2));

            var holding = world.HoldAsync(user, $"draft:{i}", blob.Id);
            await Task.WhenAll(holding, world.Blobs.CollectAsync(default));

            Assert.Equal(await holding, await world.Blobs.FindAsync(user, blob.Id, default) is not null);
            if (await holding)
                Assert.Equal(10, (await world.ReadAsync(blob)).Length);
        }

        await world.UsageAsync(user);
    }

    [PostgresFact]
    public async Task User_Deleted_TakesTheContentsAlong_AlsoThoseInUse()
    {
        await using var world = new BlobWorld(storage);
        var user = await storage.AddUserAsync();
        var blob = await world.PutAsync(user, new byte[10]);
        await world.PutAsync(user, new byte[10]);
        await world.HoldAsync(user, "draft:1", blob.Id);

        await storage.ScalarAsync<Guid>("DELETE FROM users WHERE id = $1 RETURNING id", user);
        await world.Blobs.CollectAsync(default);

        Assert.Empty(world.Files);
        Assert.Equal(0, await world.UsageAsync(user));
    }

    private static Task<Outcome<BlobRow>> PutUnknownAsync(BlobWorld world, Guid user, int size) =>
        world.Blobs.PutAsync(user, new NewBlob("a", "b/c", BlobWorld.Quota), new MemoryStream(new byte[size]), default);

    /// <summary>Collects as it is done once no writer can be left.</summary>
    private async Task CollectWithoutWritersAsync(BlobWorld world)
    {
        await storage.ScalarAsync<int>("WITH due AS (UPDATE blob_removals SET due_at = now() RETURNING 1) SELECT count(*)::int FROM due");
        await world.Blobs.CollectAsync(default);
    }

    /// <summary>A stream of one byte, before which something happens.</summary>
    private sealed class InterruptedStream(Func<Task> interrupt) : MemoryStream
    {
        private bool _isRead;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_isRead)
                return 0;
            _isRead = true;
            await interrupt();
            return 1;
        }
    }

    /// <summary>A stream whose second read fails, as one of a client that leaves.</summary>
    private sealed class FailingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reads++ == 0 ? ValueTask.FromResult(1) : throw new IOException("The client is gone.");
    }
}
