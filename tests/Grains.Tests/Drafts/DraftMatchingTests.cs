using EmailAgent.Grains.Drafts;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Drafts;

public sealed class DraftMatchingTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid User = Guid.NewGuid();
    private static readonly Guid Mailbox = Guid.NewGuid();

    [Fact]
    public void Message_OfAnotherClient_BecomesADraft()
    {
        var mail = Mail("Hello");

        var draft = Assert.Single(Plan([], [mail], []).Added);

        Assert.Equal(((Guid?)mail.Id, true, "Hello", 0L), (draft.MailId, draft.IsForeign, draft.Subject, draft.Announced));
        Assert.Equal(1, Assert.Single(Plan([], [mail with { IsNews = false }], []).Added).Announced);
    }

    [Fact]
    public void Message_ThatWasWrittenHere_IsLinked()
    {
        var draft = Begun(Own());
        var echo = Mail("x") with { MessageId = draft.VersionMessageId, Date = Now };

        var plan = Plan([draft], [echo], []);

        var linked = Assert.Single(plan.Changed);
        Assert.Empty(plan.Added);
        Assert.Equal(((Guid?)echo.Id, false, false), (linked.MailId, DraftPolicy.IsUnwritten(linked), linked.IsForeign));
    }

    [Fact]
    public void Message_WithTheServersId_IsLinkedAlthoughItsMessageIdChanged()
    {
        var draft = Begun(Own()) with { VersionRemoteId = "r1" };

        Assert.Equal(1, Assert.Single(Plan([draft], [Mail("x") with { RemoteId = "r1" }], []).Changed).MailRevision);
    }

    [Fact]
    public void Message_ThatReplacesTheOneOfADraft_IsItsNextVersion()
    {
        var draft = Written(Own());
        var (next, thread) = (Mail("Changed"), Guid.NewGuid());

        var plan = Plan([draft], [next with { ThreadId = thread }], new() { [draft.MailId!.Value] = thread });

        var edited = Assert.Single(plan.Changed);
        Assert.Empty(plan.Added);
        Assert.Empty(plan.Deleted);
        Assert.Equal((draft.Id, (Guid?)next.Id, true, "Changed", draft.Revision + 1), (edited.Id, edited.MailId, edited.IsForeign, edited.Subject, edited.Revision));
        Assert.Equal(edited.Revision, edited.Announced);
    }

    [Fact]
    public void Message_WithTheMessageIdOfAVersion_IsTheNextOne_ThoughTheFormerIsStillThere()
    {
        var draft = Written(Own());
        var next = Mail("Changed") with { MessageId = draft.VersionMessageId, Date = Now.AddMinutes(1) };

        Assert.Equal(next.Id, Assert.Single(Plan([draft], [next], []).Changed).MailId);
    }

    [Fact]
    public void Message_ThatCameMomentsBeforeTheFormerDisappeared_IsMergedIntoTheDraft()
    {
        var (draft, next) = (Written(Own()) with { Subject = "Hello" }, Mail("Hello"));
        var begun = Plan([], [next], []).Added[0];

        var plan = Plan([draft], [], new() { [draft.MailId!.Value] = Guid.NewGuid() }, new RecentDraft(begun, next));

        Assert.Equal(begun.Id, Assert.Single(plan.Deleted).Id);
        Assert.Equal((draft.Id, (Guid?)next.Id), (Assert.Single(plan.Changed).Id, plan.Changed[0].MailId));
    }

    [Fact]
    public void Draft_WhoseMessageIsGone_IsDeleted_UnlessItWasSavedHereSince()
    {
        var written = Written(Own());
        var unwritten = Written(Own()) with { Revision = 2 };

        var plan = Plan([written, unwritten], [], new() { [written.MailId!.Value] = Guid.NewGuid(), [unwritten.MailId!.Value] = Guid.NewGuid() });

        Assert.Equal(written.Id, Assert.Single(plan.Deleted).Id);
        Assert.Equal((unwritten.Id, (Guid?)null), (Assert.Single(plan.Changed).Id, plan.Changed[0].MailId));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void Versions_SavedAtTheSameTime_AreBothKept_AndTheLaterOneIsTheDraft(int minutes, bool isForeign)
    {
        var draft = Written(Own()) with { Revision = 2, Content = "ours" };
        var theirs = Mail("Theirs") with { MessageId = draft.VersionMessageId, Date = Now.AddMinutes(minutes), ReceivedAt = Now.AddMinutes(minutes) };

        var plan = Plan([draft], [theirs], new() { [draft.MailId!.Value] = Guid.NewGuid() }, now: Now.AddHours(1));

        var (kept, copy) = (Assert.Single(plan.Changed), Assert.Single(plan.Added));
        Assert.Equal((draft.Id, isForeign), (kept.Id, kept.IsForeign));
        Assert.Equal(((Guid?)draft.Id, !isForeign), (copy.CopyOf, copy.IsForeign));
        Assert.Equal((Guid?)theirs.Id, isForeign ? kept.MailId : copy.MailId);
        Assert.Equal("ours", isForeign ? copy.Content : kept.Content);
        Assert.True(DraftPolicy.IsUnwritten(isForeign ? copy : kept));
    }

    [Fact]
    public void Series_OfSavesInTwoClients_LosesNothing() =>
        // The seed is in the failure's message, and is all that the series depends on but the ids.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => new DraftSeries(new Random(seed)).Run(60)).QuickCheckThrowOnFailure();

    internal static ArrivedDraft Mail(string subject) =>
        new(Guid.CreateVersion7(), Guid.NewGuid(), $"{Guid.NewGuid():N}@example.org", null, Now, Now, subject, [], "", IsNews: true);

    private static DraftRow Own() => new(User, Guid.NewGuid(), Mailbox) { Content = "{}", CreatedAt = Now, SavedAt = Now };

    private static DraftRow Begun(DraftRow draft) =>
        DraftPolicy.Begin(draft, new DraftVersion(draft.Id, draft.Revision, DraftPolicy.MessageIdOf(draft.Id, draft.Revision, "a@b.example"), Now, new byte[1]), Now)!;

    private static DraftRow Written(DraftRow draft) => DraftPolicy.Written(Begun(draft), Guid.NewGuid()) with { ReplacedId = null };

    private static DraftPlan Plan(DraftRow[] drafts, ArrivedDraft[] arrived, Dictionary<Guid, Guid> gone, RecentDraft? recent = null, DateTimeOffset? now = null) =>
        DraftMatching.Plan(User, Mailbox, drafts, arrived, gone, recent is null ? [] : [recent], now ?? Now.AddMinutes(5), Guid.CreateVersion7);
}
