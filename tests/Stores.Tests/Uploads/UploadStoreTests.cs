using EmailAgent.Grains;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Stores.Tests.Uploads;

public sealed class UploadStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly byte[] Content = "hello"u8.ToArray();

    [PostgresFact]
    public async Task Upload_Added_IsFoundByItsOwnerOnly_AndReadInParts()
    {
        await using var world = new UploadWorld(storage);
        var user = await storage.AddUserAsync();

        var upload = (await world.AddAsync(user, Content)).Value!;

        Assert.Equal(upload, await world.Store.FindAsync(user, upload.Id, default));
        Assert.Null(await world.Store.FindAsync(await storage.AddUserAsync(), upload.Id, default));
        Assert.Equal(($"{upload.Id:N}", "a.txt", (long)Content.Length), (upload.ToUpload().ContentId, upload.Name, upload.Size));
        await using var part = (await world.Files.OpenAsync(upload, 1, 3, default)).Value!;
        using var read = new MemoryStream();
        await part.CopyToAsync(read);
        Assert.Equal(Content[1..4], read.ToArray());
    }

    [PostgresFact]
    public async Task Upload_ThatNothingRefersTo_IsDeletedAfterADay_WithItsContent()
    {
        await using var world = new UploadWorld(storage);
        var user = await storage.AddUserAsync();
        var (used, unused) = ((await world.AddAsync(user, Content)).Value!, (await world.AddAsync(user, Content)).Value!);
        Assert.True(await world.HoldAsync(user, "draft:1", used.Id, used.Id, Guid.NewGuid()));

        world.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await world.Blobs.CollectAsync(default);

        Assert.Null(await world.Store.FindAsync(user, unused.Id, default));
        Assert.Null((await world.Store.FindAsync(user, used.Id, default))!.ExpiresAt);
        Assert.Equal(1, world.Contents);

        await world.ReleaseAsync(user, "draft:1");
        Assert.NotNull((await world.Store.FindAsync(user, used.Id, default))!.ExpiresAt);
        world.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await world.Blobs.CollectAsync(default);
        Assert.Null(await world.Store.FindAsync(user, used.Id, default));
        Assert.Equal(0, world.Contents);
    }

    [PostgresFact]
    public async Task Upload_InUse_IsNotDeletedByItsOwner()
    {
        await using var world = new UploadWorld(storage);
        var user = await storage.AddUserAsync();
        var upload = (await world.AddAsync(user, Content)).Value!;
        await world.HoldAsync(user, "outgoing:1", upload.Id);

        Assert.Equal(BlobProblems.InUse, (await world.Files.DeleteAsync(user, upload.Id, default)).Problem?.Code);
        Assert.Equal(ProblemCodes.NotFound, (await world.Files.DeleteAsync(await storage.AddUserAsync(), upload.Id, default)).Problem?.Code);
        await world.ReleaseAsync(user, "outgoing:1");
        Assert.Null((await world.Files.DeleteAsync(user, upload.Id, default)).Problem);
        Assert.Equal(ProblemCodes.NotFound, (await world.Files.DeleteAsync(user, upload.Id, default)).Problem?.Code);
    }

    [PostgresFact]
    public async Task Uploads_OfMembers_AreUsableByThemselvesAndWhereTheyAreUsed_AndStayTheirs()
    {
        await using var world = new UploadWorld(storage);
        var (owner, first, second) = (await storage.AddUserAsync(), await storage.AddUserAsync(), await storage.AddUserAsync());
        var (draft, mail) = ($"draft:{Guid.NewGuid():N}", $"outgoing-files:{Guid.NewGuid():N}");
        var (a, b) = ((await world.AddAsync(first, Content)).Value!, (await world.AddAsync(second, Content)).Value!);
        var foreign = (await world.AddAsync(owner, Content)).Value!;

        Assert.True(await world.HoldOnlyAsync(new AttachmentScope(owner, first, draft), draft, a.Id, b.Id, foreign.Id));
        Assert.Null(await world.Store.FindAsync(new AttachmentScope(owner, ActorId: null, draft), b.Id, default)); // Neither the second member's nor the owner's.
        Assert.Null(await world.Store.FindAsync(new AttachmentScope(owner, ActorId: null, draft), foreign.Id, default));
        Assert.True(await world.HoldOnlyAsync(new AttachmentScope(owner, second, draft), draft, a.Id, b.Id));
        Assert.Equal([a.Id, b.Id], await FindAsync(world, new AttachmentScope(owner, owner, draft), a.Id, b.Id));
        Assert.Empty(await FindAsync(world, AttachmentScope.Of(owner), a.Id, b.Id));

        Assert.True(await world.HoldAsync(new AttachmentScope(owner, owner, draft), mail, a.Id, b.Id));
        Assert.True(await world.HoldOnlyAsync(new AttachmentScope(owner, owner, draft), draft, b.Id));
        Assert.Equal([b.Id], await FindAsync(world, new AttachmentScope(owner, owner, draft), a.Id, b.Id));
        Assert.Equal(BlobProblems.InUse, (await world.Files.DeleteAsync(first, a.Id, default)).Problem?.Code); // The message still has it.
        await world.ReleaseAsync(first, mail);
        Assert.NotNull((await world.Store.FindAsync(first, a.Id, default))!.ExpiresAt);
        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM blob_references WHERE user_id = $1", owner));
    }

    [PostgresFact]
    public async Task Malware_InAnUpload_LeavesNothing()
    {
        await using var clamd = ScriptedClamd.Start();
        await using var world = new UploadWorld(storage, clamd);
        var user = await storage.AddUserAsync();

        Assert.Equal(UploadProblems.MalwareFound, (await world.AddAsync(user, Eicar.Content)).Problem?.Code);
        await world.Blobs.CollectAsync(default);

        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM blobs WHERE user_id = $1", user));
        Assert.Equal(0, world.Contents);
        Assert.NotNull((await world.AddAsync(user, Content)).Value!.ScannedAt);
    }

    [PostgresFact]
    public async Task Scanner_ThatFails_RefusesUploads_AndKeepsNothing()
    {
        await using var clamd = ScriptedClamd.Start();
        await using var world = new UploadWorld(storage, clamd);
        var user = await storage.AddUserAsync();
        clamd.Reply(ScriptedClamd.Cut);

        Assert.Equal(UploadProblems.ScannerUnavailable, (await world.AddAsync(user, Content)).Problem?.Code);
        await world.Blobs.CollectAsync(default);
        Assert.Equal(0, world.Contents);
    }

    [PostgresFact]
    public async Task Upload_FromBeforeScansWereRequired_IsGivenOutAfterAScanOnly()
    {
        var user = await storage.AddUserAsync();
        await using var clamd = ScriptedClamd.Start();
        await using var before = new UploadWorld(storage);
        var (clean, infected) = ((await before.AddAsync(user, Content)).Value!, (await before.AddAsync(user, Eicar.Content)).Value!);
        Assert.Null(clean.ScannedAt);
        await using var world = before.WithScanner(clamd);

        Assert.Equal(ProblemCodes.NotFound, (await world.Files.OpenAsync(clean, 0, null, default)).Problem?.Code);
        Assert.NotNull((await world.Scans.AdmitAsync(clean, default)).Value);
        Assert.Equal(UploadProblems.MalwareFound, (await world.Scans.AdmitAsync(infected, default)).Problem?.Code);

        Assert.NotNull((await world.Files.OpenAsync((await world.Store.FindAsync(user, clean.Id, default))!, 0, null, default)).Value);
        var marked = (await world.Store.FindAsync(user, infected.Id, default))!;
        Assert.Equal(ScriptedClamd.Signature, marked.Malware);
        Assert.Equal(UploadProblems.MalwareFound, (await world.Files.OpenAsync(marked, 0, null, default)).Problem?.Code);
        Assert.Equal(2, clamd.Scans);
    }

    [PostgresFact]
    public async Task Copy_OfAReceivedContent_IsFoundByIt_WithItsVerdict()
    {
        await using var clamd = ScriptedClamd.Start();
        await using var world = new UploadWorld(storage, clamd);
        var user = await storage.AddUserAsync();
        var (clean, infected) = (Guid.NewGuid(), Guid.NewGuid());

        var copy = (await world.AddAsync(user, Content, clean)).Value!;
        Assert.Equal(UploadProblems.MalwareFound, (await world.AddAsync(user, Eicar.Content, infected)).Problem?.Code);

        var now = world.Clock.GetUtcNow();
        Assert.Equal(copy, await world.Store.FindCopyAsync(user, clean, now, default));
        Assert.Equal(ScriptedClamd.Signature, (await world.Store.FindCopyAsync(user, infected, now, default))!.Malware);
        Assert.Null(await world.Store.FindCopyAsync(user, clean, now.AddDays(2), default));
        Assert.Equal(ProblemCodes.NotFound, (await world.Files.DeleteAsync(user, copy.Id, default)).Problem?.Code);
    }

    [PostgresFact]
    public async Task Link_IsValidForMinutes_AndOnlyAsItWasMade()
    {
        await using var world = new UploadWorld(storage);
        var (user, attachment) = (Guid.NewGuid(), Guid.NewGuid());

        var (token, end) = world.Links.Create(user, attachment);

        Assert.Equal((user, attachment), world.Links.Read(token));
        foreach (var other in new[] { "", "x", token[1..], token[..^2], token + "AA", new string('A', 5000), "é" })
            Assert.Null(world.Links.Read(other));
        world.Clock.Advance(end - world.Clock.GetUtcNow());
        Assert.Null(world.Links.Read(token));
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(UploadWorld world, AttachmentScope scope, params Guid[] ids)
    {
        var found = new List<Guid>();
        foreach (var id in ids)
        {
            if (await world.Store.FindAsync(scope, id, default) is { } upload)
                found.Add(upload.Id);
        }

        return found;
    }
}
