using EmailAgent.Grains.Access;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Stores.Tests.Outgoing;

public sealed class OutgoingStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = OutgoingWorld.Now;

    [PostgresFact]
    public async Task Row_OfAMessage_IsReadAsWritten()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mail = await world.NewAsync(Now, recipients: 3) with
        {
            State = OutgoingStates.Scheduled,
            SendAt = Now,
            Timezone = "Europe/Berlin",
            IfNoReply = true,
            UndoUntil = Now,
            InReplyToId = Guid.NewGuid(),
            ThreadId = Guid.NewGuid(),
            DraftId = Guid.NewGuid(),
            Subject = "a\uD800\0",
        };

        Assert.Equal(OutgoingInsert.Stored, await world.InsertAsync(mail));

        var read = await world.GetAsync(mail);
        Assert.Equal(mail.Recipients, read.Recipients);
        Assert.Equal("a\uFFFD", read.Subject);
        Assert.Equal(mail with { Recipients = read.Recipients, Subject = read.Subject, CreatedAt = read.CreatedAt }, read);
        Assert.Equal(OutgoingInsert.NotStored, await world.InsertAsync(mail));
        Assert.Null(await world.Reader.FindAsync(Visibility.OfAll(await storage.AddUserAsync()), mail.Id, default));
        Assert.Null(await world.Reader.FindAsync(new Visibility(mail.UserId, [Guid.NewGuid()]), mail.Id, default));
    }

    [PostgresFact]
    public async Task Claim_ByManyWorkers_GivesEachMessageOnce_InTheOrderInWhichTheyAreDue()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mails = new List<OutgoingRow>();
        foreach (var minutes in new[] { 3, 1, 2, 60 })
            mails.Add(await world.AddAsync(Now.AddMinutes(minutes)));

        var first = await world.ClaimAsync(Now.AddMinutes(10), Guid.NewGuid());
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.ClaimAsync(Now.AddMinutes(10), Guid.NewGuid())));

        Assert.Equal(mails[1].Id, first!.Id);
        Assert.Equal((OutgoingStates.Sending, 1), (first.State, first.Attempts));
        Assert.Equal(new[] { mails[0].Id, mails[2].Id }.Order(), others.OfType<OutgoingRow>().Select(mail => mail.Id).Order());
        var agenda = await world.Queue.GetAgendaAsync(world.Mailbox, default);
        Assert.Equal(new OutgoingAgenda(Now.AddMinutes(60), Now.AddMinutes(11), Copy: null), agenda);
    }

    [PostgresFact]
    public async Task Cancel_AgainstAClaimAtTheSameMoment_HasOneWinner()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        for (var round = 0; round < 30; round++)
        {
            var mail = await world.AddAsync(Now);
            var claiming = world.ClaimAsync(Now, Guid.NewGuid());
            var cancelling = world.CancelAsync(mail);
            var (claimed, cancelled) = (await claiming, await cancelling);

            Assert.Equal(claimed is null, cancelled!.IsChanged);
            Assert.Equal(cancelled.IsChanged ? OutgoingStates.Cancelled : OutgoingStates.Sending, (await world.GetAsync(mail)).State);
        }
    }

    [PostgresFact]
    public async Task Claim_WhoseAnswerWasLost_IsFoundByIt()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mail = await world.AddAsync(Now);
        var claim = Guid.NewGuid();
        await world.ClaimAsync(Now, claim);

        Assert.Equal(mail.Id, (await world.Queue.FindClaimedAsync(world.Mailbox, claim, default))?.Id);
        Assert.Null(await world.Queue.FindClaimedAsync(world.Mailbox, Guid.NewGuid(), default));
        await world.FinishAsync(mail, claim, current => OutgoingPolicy.Released(current, Now));

        Assert.Null(await world.Queue.FindClaimedAsync(world.Mailbox, claim, default));
        Assert.Equal((OutgoingStates.Queued, 0), ((await world.GetAsync(mail)).State, (await world.GetAsync(mail)).Attempts));
    }

    [PostgresFact]
    public async Task Message_WhoseProcessDied_IsClaimedAgainOnlyAfterItsLease_AndNeverSentAnew()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mail = await world.AddAsync(Now);
        var (dead, successor) = (Guid.NewGuid(), Guid.NewGuid());
        await world.ClaimAsync(Now, dead);

        Assert.True(await world.Queue.RenewAsync(mail, dead, Now.AddMinutes(5), default));
        Assert.Null(await world.ClaimAsync(Now.AddMinutes(4), successor, isSending: true));
        Assert.Null(await world.ClaimAsync(Now.AddHours(1), successor));
        var claimed = await world.ClaimAsync(Now.AddMinutes(5), successor, isSending: true);

        Assert.Equal((mail.Id, 1), (claimed!.Id, claimed.Attempts));
        Assert.False(await world.Queue.RenewAsync(mail, dead, Now.AddMinutes(9), default));
        Assert.False((await world.FinishAsync(mail, dead, current => OutgoingPolicy.Released(current, Now)))!.IsChanged);
        Assert.True((await world.FinishAsync(mail, successor, current => OutgoingPolicy.Found(OutgoingPolicy.Interrupted(current, Now), world.Limits, Now)))!.IsChanged);
        Assert.Equal(OutgoingStates.Sent, (await world.GetAsync(mail)).State);
    }

    [PostgresFact]
    public async Task Limits_OfMessagesAtTheSameMoment_AreExact()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        (world.Limits.MessagesPerDay, world.Limits.RecipientsPerDay) = (5, 100);
        var mails = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => world.NewAsync(Now)));

        var results = await Task.WhenAll(mails.Select(world.InsertAsync));

        Assert.Equal(5, results.Count(result => result == OutgoingInsert.Stored));
        Assert.Equal(7, results.Count(result => result == OutgoingInsert.LimitReached));
        await world.CancelAsync(mails.Zip(results).First(pair => pair.Second == OutgoingInsert.Stored).First);
        world.Limits.RecipientsPerDay = 6;
        Assert.Equal(OutgoingInsert.LimitReached, await world.InsertAsync(await world.NewAsync(Now, recipients: 3)));
        Assert.Equal(OutgoingInsert.Stored, await world.InsertAsync(await world.NewAsync(Now, recipients: 2)));
    }

    [PostgresFact]
    public async Task Events_OfAScheduledMessage_TellItsOutcome()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mail = await world.NewAsync(Now) with { State = OutgoingStates.Scheduled, SendAt = Now };
        await world.InsertAsync(mail);
        var claim = Guid.NewGuid();
        await world.ClaimAsync(Now, claim);
        await world.FinishAsync(mail, claim, current => OutgoingPolicy.Found(OutgoingPolicy.Interrupted(current, Now), world.Limits, Now));

        var logged = await storage.Events.ReadAsync(Visibility.OfAll(mail.UserId), 0, [OutgoingEvents.Updated, OutgoingEvents.ScheduledSent], 10, default);

        Assert.Equal([OutgoingEvents.Updated, OutgoingEvents.Updated, OutgoingEvents.ScheduledSent], logged.Select(happened => happened.Type));
        Assert.All(logged, happened => Assert.Contains($"{mail.ConnectionId:N}", happened.Data, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Blob_OfAMessage_IsKeptWhileItIsNeeded()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var sent = await world.AddAsync(Now);
        var kept = await world.AddAsync(Now.AddMinutes(1));
        Assert.Equal(2, await world.CountBlobsInUseAsync());

        var claim = Guid.NewGuid();
        await world.ClaimAsync(Now, claim);
        await world.FinishAsync(sent, claim, current => OutgoingPolicy.Found(OutgoingPolicy.Interrupted(current, Now), world.Limits, Now));
        Assert.Equal(1, await world.CountBlobsInUseAsync());

        await world.CancelAsync(kept);
        Assert.Equal(1, await world.CountBlobsInUseAsync());
        Assert.True(await world.Store.DeleteEndedAsync(Now.AddDays(1), 10, default));
        Assert.Equal((0L, 0L), (await world.CountBlobsInUseAsync(), await world.CountReferencesAsync()));
    }

    [PostgresFact]
    public async Task Messages_OfARemovedMailbox_GoWithIt_AndTheirBlobsExpire()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        await world.AddAsync(Now);

        await storage.ScalarAsync<long>(
            "WITH gone AS (DELETE FROM connections WHERE user_id = $1 AND id = $2 RETURNING 1) SELECT count(*) FROM gone", world.Mailbox.UserId, world.Mailbox.ConnectionId);

        Assert.Equal((0L, 0L), (await world.CountBlobsInUseAsync(), await world.CountReferencesAsync()));
    }

    [PostgresFact]
    public async Task Copy_OfASentMessage_IsDueUntilItIsSaved()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mail = await world.AddAsync(Now);
        var claim = Guid.NewGuid();
        await world.ClaimAsync(Now, claim);
        await world.FinishAsync(
            mail, claim, current => OutgoingPolicy.Found(OutgoingPolicy.Interrupted(current, Now), world.Limits, Now) with { SentCopy = SentCopies.Pending });
        var later = TimeProvider.System.GetUtcNow().AddMinutes(1);

        var due = await world.Queue.FindCopyAsync(world.Mailbox, later, default);
        Assert.True(await world.Queue.BeginCopyAsync(due!, later, later.AddMinutes(1), default));
        Assert.False(await world.Queue.BeginCopyAsync(due!, later.AddHours(1), later.AddHours(2), default)); // Another worker that has found it, too.
        Assert.Null(await world.Queue.FindCopyAsync(world.Mailbox, later, default));
        Assert.Equal(1, (await world.Queue.FindCopyAsync(world.Mailbox, later.AddHours(1), default))!.CopyAttempts);
        Assert.Null(await world.Queue.GetLastCopyAsync(world.Mailbox, default));

        await world.Store.ChangeAsync(mail.UserId, mail.Id, current => current with { SentCopy = SentCopies.Product }, null, default);
        Assert.Null(await world.Queue.FindCopyAsync(world.Mailbox, later.AddHours(1), default));
        Assert.Equal(SentCopies.Product, await world.Queue.GetLastCopyAsync(world.Mailbox, default));
        Assert.Equal(0, await world.CountBlobsInUseAsync());
    }

    [PostgresFact]
    public async Task List_InPages_HasEachMessageOnce()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        var mails = new List<OutgoingRow>();
        for (var i = 0; i < 7; i++)
            mails.Add(await world.AddAsync(Now.AddMinutes(7 - (i / 2))));

        foreach (var byTime in new[] { false, true })
        {
            var listed = new List<Guid>();
            IReadOnlyList<OutgoingRow> page;
            do
            {
                page = await world.Reader.ListAsync(Visibility.OfAll(mails[0].UserId), OutgoingStates.Queued, byTime, listed.Count == 0 ? null : listed[^1], 3, default);
                listed.AddRange(page.Select(mail => mail.Id));
            }
            while (page.Count == 3);

            var expected = byTime ? mails.OrderBy(mail => mail.DueAt).ThenBy(mail => mail.Id.ToString("N"), StringComparer.Ordinal) : mails.AsEnumerable().Reverse();
            Assert.Equal(expected.Select(mail => mail.Id), listed);
        }

        Assert.Contains((mails[0].UserId, mails[0].ConnectionId), await world.Reader.ListOverdueAsync(Now.AddHours(1), default));
    }
}
