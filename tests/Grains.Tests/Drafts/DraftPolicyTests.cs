using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Drafts;

public sealed class DraftPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    [Fact]
    public void MessageId_OfAnyVersion_IsReadAsThatOfItsDraft() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), revision =>
        {
            var id = Guid.NewGuid();
            return DraftPolicy.TryReadMessageId(DraftPolicy.MessageIdOf(id, revision, "ann@bücher.example"), out var read) && read == id;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("draft.")]
    [InlineData("draft.00000000000000000000000000000000")]
    [InlineData("draft.0000000000000000000000000000000g.1@example.org")]
    [InlineData("00000000000000000000000000000000000000.1@example.org")]
    public void MessageId_OfAnotherMessage_IsThatOfNoDraft(string? messageId) => Assert.False(DraftPolicy.TryReadMessageId(messageId, out _));

    [Fact]
    public void MessageId_OfOneVersion_IsTheSameInEachAttempt()
    {
        var id = Guid.NewGuid();

        Assert.Equal(DraftPolicy.MessageIdOf(id, 3, "ann@example.org"), DraftPolicy.MessageIdOf(id, 3, "ann@example.org"));
        Assert.NotEqual(DraftPolicy.MessageIdOf(id, 3, "ann@example.org"), DraftPolicy.MessageIdOf(id, 4, "ann@example.org"));
        Assert.EndsWith("@localhost", DraftPolicy.MessageIdOf(id, 3, "ann"), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfTheSameContent_ChangesNothing()
    {
        var draft = Draft();

        var decision = DraftPolicy.Save(draft, Content(draft.Content!), null, Now, Guid.NewGuid());

        Assert.Equal((DraftWrite.Written, (DraftChange?)null), (decision.Result, decision.Change));
    }

    [Fact]
    public void Save_AfterAnotherClient_KeepsItsVersionAsACopy_UnlessTheCallerHasReadIt()
    {
        var copyId = Guid.NewGuid();
        var draft = Foreign() with { Content = """{"connection_id":"a"}""" };

        var blind = DraftPolicy.Save(draft, Content("[]"), null, Now, copyId).Change!;
        var aware = DraftPolicy.Save(draft, Content("[]"), draft.Revision, Now, copyId).Change!;

        Assert.Equal((copyId, draft.MailId, (Guid?)draft.Id, true), (blind.Copy!.Id, blind.Copy.MailId, blind.Copy.CopyOf, blind.Copy.IsForeign));
        Assert.Null(blind.Draft.MailId);
        Assert.Null(aware.Copy);
        Assert.Equal(draft.MailId, aware.Draft.MailId);
        Assert.All([blind, aware], change => Assert.True(DraftPolicy.IsUnwritten(change.Draft)));
    }

    [Fact]
    public void Save_OfADraftOfAnotherClientForTheFirstTime_ReplacesItsMessage()
    {
        var change = DraftPolicy.Save(Foreign(), Content("[]"), null, Now, Guid.NewGuid()).Change!;

        Assert.Null(change.Copy);
        Assert.NotNull(change.Draft.MailId);
    }

    [Fact]
    public void Writes_OfADraftThatIsDeletedSentOrChanged_AreRefused()
    {
        var held = DraftPolicy.Hold(Draft(), Guid.NewGuid(), Now).Change!.Draft;

        Assert.Equal(DraftWrite.Sending, DraftPolicy.Save(held, Content("[]"), null, Now, Guid.NewGuid()).Result);
        Assert.Equal(DraftWrite.Sending, DraftPolicy.Delete(held, null, Now).Result);
        Assert.Equal(DraftWrite.Written, DraftPolicy.Delete(held, null, Now + DraftPolicy.HoldTime).Result);
        Assert.Equal(DraftWrite.NotFound, DraftPolicy.Save(DraftPolicy.Deleted(Draft(), Now), Content("[]"), null, Now, Guid.NewGuid()).Result);
        Assert.Equal(DraftWrite.Changed, DraftPolicy.Save(Draft(), Content("[]"), 7, Now, Guid.NewGuid()).Result);
        Assert.Equal(DraftWrite.Changed, DraftPolicy.Delete(Draft(), 7, Now).Result);
    }

    [Fact]
    public void Hold_OfADraftThatIsHeld_IsThatOfTheFirst()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var held = DraftPolicy.Hold(Draft(), first, Now).Change!.Draft;

        Assert.Null(DraftPolicy.Hold(held, second, Now).Change);
        Assert.Equal(first, held.HeldBy);
        var released = DraftPolicy.Release(held, first, Now).Change!.Draft;
        Assert.False(DraftPolicy.IsHeld(released, Now));
        Assert.Equal(second, DraftPolicy.Hold(released, second, Now).Change!.Draft.HeldBy);
        Assert.Null(DraftPolicy.Release(held with { HeldUntil = null }, first, Now).Change);
        Assert.Null(DraftPolicy.Release(held, second, Now).Change);
        Assert.Equal(DraftWrite.Written, DraftPolicy.Hold(DraftPolicy.Deleted(held with { HeldUntil = null }, Now), second, Now).Result);
        Assert.Equal(DraftWrite.NotFound, DraftPolicy.Hold(DraftPolicy.Deleted(released, Now), second, Now).Result);
    }

    [Fact]
    public void Work_IsDueAtOnce_AndThenAfterTheInterval_LongerForLargeDrafts()
    {
        var written = Draft() with { WrittenAt = Now };

        Assert.Equal(Now, DraftPolicy.DueAt(Draft(), Interval, Now));
        Assert.Equal(Now + Interval, DraftPolicy.DueAt(written, Interval, Now));
        Assert.Equal(Now + TimeSpan.FromHours(1), DraftPolicy.DueAt(written, Interval, Now + TimeSpan.FromHours(1)));
        Assert.Equal(Now + (11 * Interval), DraftPolicy.DueAt(written with { VersionSize = 10 << 20 }, Interval, Now));
        Assert.Equal(Now, DraftPolicy.DueAt(DraftPolicy.Deleted(written, Now), Interval, Now));
    }

    [Fact]
    public void Version_ThatIsBeingWritten_IsSettledBeforeAnother()
    {
        var draft = Draft();
        var begun = DraftPolicy.Begin(draft, Version(draft), Now)!;

        Assert.True(DraftPolicy.IsBeingWritten(begun));
        Assert.Null(DraftPolicy.Begin(begun, Version(draft), Now));
        Assert.False(DraftPolicy.IsBeingWritten(DraftPolicy.NotWritten(begun)!));
        var mail = Guid.NewGuid();
        var written = DraftPolicy.Written(begun, mail);
        Assert.Equal(((Guid?)mail, false, false), (written.MailId, DraftPolicy.IsBeingWritten(written), DraftPolicy.IsUnwritten(written)));
        Assert.Null(DraftPolicy.Begin(written, Version(written), Now));
        Assert.Null(DraftPolicy.Begin(written with { Revision = 2 }, Version(draft), Now));
    }

    [Fact]
    public void Attachments_OfTheNextMessage_AreFoundUnderTheIdsOfTheFormerOnes()
    {
        DraftFileName[] former = [new(Guid.NewGuid(), "a.txt", 5), new(Guid.NewGuid(), "a.txt", 5), new(Guid.NewGuid(), "b.txt", 7)];
        DraftFileName[] next = [new(Guid.NewGuid(), "b (1).txt", 7), new(Guid.NewGuid(), "a.txt", 5), new(Guid.NewGuid(), "a.txt", 5)];
        var known = new Dictionary<string, string> { ["old"] = Ids.Format(former[2].Id), ["upload"] = "upload" };

        var names = DraftPolicy.Rename(known, [Ids.Format(former[0].Id), "unknown"], former, next);

        Assert.Equal(Ids.Format(next[0].Id), names["old"]);
        Assert.Equal(Ids.Format(next[1].Id), names[Ids.Format(former[0].Id)]);
        Assert.Equal(["old", "upload", Ids.Format(former[0].Id)], names.Keys);
    }

    [Fact]
    public void Event_ContainsIdsOnly()
    {
        var draft = Draft() with { Subject = "Secret" };

        var logged = DraftPolicy.EventOf(DraftEvents.Updated, draft);

        Assert.Equal(
            new NewEvent(DraftEvents.Updated, $$"""{"draft_id":"{{draft.Id:N}}","connection_id":"{{draft.ConnectionId:N}}","email_id":null,"revision":1}"""), logged);
    }

    private static DraftRow Draft() => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()) { Content = "{}", CreatedAt = Now, SavedAt = Now };

    private static DraftRow Foreign() => Draft() with { Content = null, IsForeign = true, MailId = Guid.NewGuid(), Revision = 3, MailRevision = 3 };

    private static DraftContent Content(string json) => new(json, "Subject", [], "", []);

    private static DraftVersion Version(DraftRow draft) => new(draft.Id, draft.Revision, DraftPolicy.MessageIdOf(draft.Id, draft.Revision, "a@b.example"), Now, new byte[10]);
}
