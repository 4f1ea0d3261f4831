using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Stores.Tests.Priority;

/// <summary>The record of correspondence, and the scores of messages, as the analysis writes them.</summary>
public sealed class PriorityStepTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Mail_ThatIsAnalyzed_IsCountedOnceAndScored()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (first, second) = (world.Message("Ann@example.com"), world.Message("ann@example.com"));
        Assert.Null((await NotAnalyzedAsync(world, first)).PriorityScore);

        await world.AddAsync(second);
        await world.AnalyzeAsync();

        Assert.InRange(await world.ScoreAsync(first), 0, 1);
        Assert.InRange(await world.ScoreAsync(second), 0, 1);
        Assert.Equal((2L, 0L, 0L), (await world.CountAsync("received", "ann@example.com"), await world.CountAsync("sent", "ann@example.com"), await world.CountAsync("answered", "ann@example.com")));
        Assert.Equal(2L, await world.CountAsync("received", "@example.com"));
        await storage.ScalarAsync<long>("WITH again AS (UPDATE message_analysis SET state = 'waiting', versions = '' WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM again", world.UserId);
        await world.AnalyzeAsync();
        Assert.Equal(2L, await world.CountAsync("received", "ann@example.com"));
        var detail = await storage.Get<MailReader>().GetAsync(world.Sees, first.Id, default);
        Assert.Equal(3, detail!.PriorityReasons.Count);
    }

    [PostgresFact]
    public async Task Answer_ToAMessage_IsTimedAndLearnedFrom()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (older, question) = (world.Message("ann@example.com"), world.Message("ann@example.com", "Can you come?"));
        await world.AddAsync(older, question);
        var answer = world.Sent("ann@example.com", answers: question.MessageId);

        await world.AddAsync(answer);

        Assert.Equal((1L, 1L), (await world.CountAsync("answered", "ann@example.com"), await world.CountAsync("sent", "ann@example.com")));
        Assert.Equal(60.0, await storage.ScalarAsync<double>("SELECT answer_seconds FROM correspondents WHERE user_id = $1 AND address = 'ann@example.com'", world.UserId), precision: 3);
        Assert.Null((await world.ReadAsync(answer)).PriorityScore);
        Assert.Equal(1L, await WaitingAsync(world, LessonKinds.Answered));
        var before = await world.ScoreAsync(older);
        Assert.False(await world.LearnAsync());
        Assert.Equal(0L, await WaitingAsync(world, LessonKinds.Answered));
        Assert.True(await world.ScoreAsync(older) >= before);
    }

    [PostgresFact]
    public async Task Judgement_OfAMessage_MovesItAndRecentMailOfItsSenderAtOnce()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (one, other, stranger) = (world.Message("shop@example.com"), world.Message("shop@example.com"), world.Message("zoe@example.net"));
        await world.AddAsync(one, other, stranger);
        var (before, beforeOther) = (await world.ScoreAsync(one), await world.ScoreAsync(other));

        Assert.Equal(JudgementResult.Recorded, await world.JudgeAsync(one, isImportant: false));
        var (unimportant, related) = (await world.ScoreAsync(one), await world.ScoreAsync(other));
        Assert.True(unimportant <= 0.1f && unimportant <= before);
        Assert.True(related < beforeOther, $"{related} < {beforeOther}");

        Assert.Equal(JudgementResult.Recorded, await world.JudgeAsync(one, isImportant: false));
        Assert.Equal(related, await world.ScoreAsync(other));
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT lessons FROM priority_models WHERE user_id = $1", world.UserId));
        Assert.Equal(JudgementResult.Recorded, await world.JudgeAsync(one, isImportant: true));
        Assert.True(await world.ScoreAsync(one) >= 0.9f);
        Assert.True(await world.ScoreAsync(other) > related);
    }

    [PostgresFact]
    public async Task Judgement_OfAnothersOrUnanalyzedMessage_IsRefused()
    {
        var (world, stranger) = (await PriorityWorld.CreateAsync(storage), await PriorityWorld.CreateAsync(storage));
        var (known, waiting, sent) = (world.Message("ann@example.com"), world.Message("ann@example.com"), world.Sent("ann@example.com"));
        await world.AddAsync(known, sent);
        await world.Mailbox.AddAsync(waiting);

        Assert.Equal(JudgementResult.NotAnalyzed, await world.JudgeAsync(waiting, true));
        Assert.Equal(JudgementResult.NotAnalyzed, await world.JudgeAsync(sent, true));
        Assert.Equal(JudgementResult.Recorded, await world.JudgeAsync(sent, null, needsReply: false));
        Assert.Equal(JudgementResult.NoSuchMessage, await stranger.JudgeAsync(known, true));
    }

    [PostgresFact]
    public async Task Star_OfAMessage_IsLearnedFromOnce()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (starred, read) = (world.Message("ann@example.com"), world.Message("bob@example.com"));
        await world.AddAsync(starred, read);

        await FlagAsync(world, starred, "\\Flagged");
        await FlagAsync(world, starred, "\\Flagged", "\\Seen");
        await FlagAsync(world, read, "\\Seen");

        Assert.Equal(1L, await WaitingAsync(world, LessonKinds.Starred));
        await world.LearnAsync();
        await FlagAsync(world, starred, "\\Flagged");
        Assert.Equal(0L, await WaitingAsync(world, LessonKinds.Starred));
    }

    [PostgresFact]
    public async Task Removal_OfAMessage_RemovesWhatIsKnownOfIt()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var message = world.Message("ann@example.com");
        await world.AddAsync(message);

        await world.Mailbox.CommitAsync(world.Mailbox.Commit() with { Removed = [new(world.Mailbox.Label, ((PlacedSite)message.Site).Uid)] });

        Assert.Equal(0L, await storage.ScalarAsync<long>("SELECT (SELECT count(*) FROM message_priority WHERE user_id = $1) + (SELECT count(*) FROM message_categories WHERE user_id = $1)", world.UserId));
    }

    private static Task<CommitResult> FlagAsync(PriorityWorld world, NewMessage message, params string[] flags) =>
        world.Mailbox.CommitAsync(world.Mailbox.Commit() with { Flags = [new(world.Mailbox.Label, ((PlacedSite)message.Site).Uid, flags)] });

    private Task<long> WaitingAsync(PriorityWorld world, string kind) =>
        storage.ScalarAsync<long>("SELECT count(*) FROM priority_lessons WHERE user_id = $1 AND kind = $2 AND learned_at IS NULL", world.UserId, kind);

    private static async Task<EmailSummary> NotAnalyzedAsync(PriorityWorld world, NewMessage message)
    {
        await world.Mailbox.AddAsync(message);
        return await world.ReadAsync(message);
    }
}
