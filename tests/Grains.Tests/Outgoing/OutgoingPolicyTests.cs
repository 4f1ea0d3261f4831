using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Sending;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Outgoing;

public sealed class OutgoingPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutgoingOptions Options = new();

    [Fact]
    public void AnySeries_OfAttemptsCrashesAndSearches_SendsToEachRecipientAtMostOnceAndTellsTheTruth() =>
        // The seed is in the failure's message, and is all that the series depends on.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => new OutgoingSeries(new Random(seed), Options, Start).Run()).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void After_ADeferral_WaitsLongerEachTimeUntilTheTimeForRetriesEnds()
    {
        var (mail, now) = (Mail("a@example.org"), Start);
        var waits = new List<TimeSpan>();
        while (mail.State != OutgoingStates.Failed)
        {
            mail = OutgoingPolicy.After(Sending(mail), Result(mail, SubmitFate.Deferred, "451 later"), Options, now, 0.5);
            waits.Add(mail.DueAt - now);
            now = mail.DueAt;
        }

        Assert.Equal(Start + Options.RetryFor, now);
        Assert.Equal(TimeSpan.FromMinutes(1), waits[0]);
        Assert.Equal(waits.SkipLast(2).Order(), waits.SkipLast(2));
        Assert.Equal(("451 later", RecipientStates.Failed), (mail.Error, mail.Recipients[0].State));
        Assert.Equal(now, mail.EndedAt);
    }

    [Fact]
    public void After_DifferentFates_KeepsTheRefusedAndTriesTheDeferredAgain()
    {
        var mail = Sending(Mail("sent@example.org", "refused@example.org", "deferred@example.org"));
        RecipientResult[] results =
        [
            new("sent@example.org", SubmitFate.Sent, "250 ok", null),
            new("refused@example.org", SubmitFate.Refused, "550 no such user", "5.1.1"),
            new("deferred@example.org", SubmitFate.Deferred, "450 full", "4.2.2"),
        ];

        var after = OutgoingPolicy.After(mail, new SubmitResult(SubmitFate.Sent, results, null, null, false, "r1", null), Options, Start, 0.5);

        Assert.Equal(OutgoingStates.Queued, after.State);
        Assert.Equal(["deferred@example.org"], OutgoingPolicy.Pending(after));
        Assert.Equal([RecipientStates.Sent, RecipientStates.Failed, RecipientStates.Pending], after.Recipients.Select(recipient => recipient.State));
        Assert.Equal("5.1.1", after.Recipients[1].EnhancedStatus);
        Assert.Equal((SentCopies.Pending, "r1", Start), (after.SentCopy, after.RemoteId, after.SentAt!.Value));
        Assert.False(OutgoingPolicy.IsCancellable(after));

        var last = OutgoingPolicy.After(Sending(after), Result(after, SubmitFate.Refused, "552 full"), Options, Start, 0.5);
        Assert.Equal(OutgoingStates.Sent, last.State);
        Assert.Equal(2, last.Recipients.Count(recipient => recipient.State == RecipientStates.Failed));
        Assert.Equal([OutgoingEvents.Updated, OutgoingEvents.SendFailed], OutgoingPolicy.EventsOf(after, last).Select(happened => happened.Type));
    }

    [Fact]
    public void NotFound_WithinTheTimeForSearches_IsSearchedForAgain_AndThenStaysUnknown()
    {
        var mail = OutgoingPolicy.Interrupted(Sending(Mail("a@example.org")), Start);
        var now = Start;
        while (mail.State == OutgoingStates.Sending)
        {
            mail = OutgoingPolicy.NotFound(mail, Options, now, isReachable: true);
            now = mail.DueAt > now ? mail.DueAt : now;
        }

        Assert.Equal((OutgoingStates.Unknown, RecipientStates.Unknown), (mail.State, mail.Recipients[0].State));
        Assert.InRange(now - Start, Options.SearchFor, Options.SearchFor + TimeSpan.FromMinutes(1));
        Assert.NotNull(mail.Error);
    }

    [Fact]
    public void NotFound_InAMailboxThatCannotBeSearched_IsWaitedForLonger()
    {
        var mail = OutgoingPolicy.Interrupted(Sending(Mail("a@example.org")), Start);

        Assert.Equal(OutgoingStates.Sending, OutgoingPolicy.NotFound(mail, Options, Start + Options.SearchFor, isReachable: false).State);
        Assert.Equal(OutgoingStates.Unknown, OutgoingPolicy.NotFound(mail, Options, Start + TimeSpan.FromHours(2), isReachable: false).State);
    }

    [Fact]
    public void Found_AfterAnInterruption_IsSent()
    {
        var mail = OutgoingPolicy.Found(OutgoingPolicy.Interrupted(Sending(Mail("a@example.org")), Start), Options, Start);

        Assert.Equal((OutgoingStates.Sent, SentCopies.Server), (mail.State, mail.SentCopy));
        Assert.True(OutgoingPolicy.IsDone(mail));
    }

    [Theory]
    [InlineData(true, OutgoingStates.Sent)]
    [InlineData(false, OutgoingStates.Unknown)]
    public void Found_AfterAnInterruptionWithSeveralRecipients_IsSentIfTheServerTakesAllOrNone(bool isForAll, string expected)
    {
        var mail = OutgoingPolicy.Interrupted(Sending(Mail("a@example.org", "b@example.org")), Start);

        Assert.Equal(expected, OutgoingPolicy.Found(mail, Options, Start, isForAll).State);
    }

    [Fact]
    public void Found_WithoutAnAnswerForTheRecipientsThatWereAccepted_IsSentToThem()
    {
        var mail = Sending(Mail("a@example.org", "b@example.org", "c@example.org"));
        RecipientResult[] results =
        [
            new("a@example.org", SubmitFate.Unknown, null, null),
            new("b@example.org", SubmitFate.Unknown, null, null),
            new("c@example.org", SubmitFate.Refused, "550 no", null),
        ];
        var uncertain = OutgoingPolicy.After(mail, new SubmitResult(SubmitFate.Unknown, results, "The connection ended.", null, false, null, null), Options, Start, 0.5);

        var found = OutgoingPolicy.Found(uncertain, Options, Start);

        Assert.Equal([RecipientStates.Sent, RecipientStates.Sent, RecipientStates.Failed], found.Recipients.Select(recipient => recipient.State));
    }

    [Fact]
    public void Found_WhereAnEarlierAttemptHasPutIt_ProvesNothing()
    {
        var mail = Sending(Mail("a@example.org", "b@example.org"));
        RecipientResult[] results = [new("a@example.org", SubmitFate.Sent, null, null), new("b@example.org", SubmitFate.Deferred, "450 later", null)];
        var first = OutgoingPolicy.After(mail, new SubmitResult(SubmitFate.Sent, results, null, null, IsSavedInSent: true, null, null), Options, Start, 0.5);
        var second = OutgoingPolicy.Interrupted(Sending(first), Start);

        var found = OutgoingPolicy.Found(second, Options, Start);

        Assert.Equal([RecipientStates.Sent, RecipientStates.Unknown], found.Recipients.Select(recipient => recipient.State));
        Assert.Equal((OutgoingStates.Unknown, SentCopies.Server), (found.State, found.SentCopy));
        Assert.NotNull(found.Error);
    }

    [Fact]
    public void After_WithARecipientThatIsUnknownForLong_FollowsTheScheduleOfTheOthers()
    {
        var mail = Sending(Mail("a@example.org", "b@example.org"));
        RecipientResult[] results = [new("a@example.org", SubmitFate.Unknown, null, null), new("b@example.org", SubmitFate.Deferred, "450 later", null)];
        var uncertain = OutgoingPolicy.After(mail, new SubmitResult(SubmitFate.Unknown, results, null, null, false, null, null), Options, Start, 0.5);
        var waiting = OutgoingPolicy.NotFound(uncertain, Options, Start + Options.SearchFor, isReachable: true);
        Assert.Equal((OutgoingStates.Sending, OutgoingStates.Queued), (uncertain.State, waiting.State));

        var deferred = OutgoingPolicy.After(Sending(waiting), Result(waiting, SubmitFate.Deferred, "450 later"), Options, Start, 0.5);
        var sent = OutgoingPolicy.After(Sending(waiting), Result(waiting, SubmitFate.Sent, null), Options, Start, 0.5);
        var retried = OutgoingPolicy.Retried(waiting, Start)!;

        Assert.Equal((OutgoingStates.Queued, Start.AddMinutes(2)), (deferred.State, deferred.DueAt));
        Assert.Equal(OutgoingStates.Unknown, sent.State);
        Assert.Equal(["b@example.org"], OutgoingPolicy.Pending(retried)); // What is unknown is sent again only at its sender's risk, once it is all that is left.
        Assert.False(OutgoingPolicy.IsCancellable(retried));
    }

    [Fact]
    public void Found_AfterARetryForMoreRecipients_ProvesNothing_ButForTheSameItDoes()
    {
        var mail = Sending(Mail("a@example.org", "b@example.org"));
        RecipientResult[] results = [new("a@example.org", SubmitFate.Unknown, null, null), new("b@example.org", SubmitFate.Refused, "550 no", null)];
        var uncertain = OutgoingPolicy.After(mail, new SubmitResult(SubmitFate.Unknown, results, null, null, false, null, null), Options, Start, 0.5);
        var mixed = OutgoingPolicy.Retried(OutgoingPolicy.NotFound(uncertain, Options, Start.AddDays(1), isReachable: true), Start)!;
        var same = OutgoingPolicy.Retried(OutgoingPolicy.NotFound(OutgoingPolicy.Interrupted(mail, Start), Options, Start.AddDays(1), isReachable: true), Start)!;

        Assert.Equal(2, OutgoingPolicy.Pending(mixed).Count);
        Assert.Equal(OutgoingStates.Unknown, OutgoingPolicy.Found(OutgoingPolicy.Interrupted(Sending(mixed), Start), Options, Start, isForAll: true).State);
        Assert.Equal(OutgoingStates.Sent, OutgoingPolicy.Found(OutgoingPolicy.Interrupted(Sending(same), Start), Options, Start, isForAll: true).State);

        var refused = OutgoingPolicy.After(Sending(mixed), Result(mixed, SubmitFate.Refused, "550 no"), Options, Start, 0.5);
        Assert.Equal([RecipientStates.Unknown, RecipientStates.Failed], refused.Recipients.Select(recipient => recipient.State));
        Assert.Equal(OutgoingStates.Unknown, refused.State);
    }

    [Fact]
    public void Corrected_ByAReportThatItWasSent_IsSent()
    {
        var mail = Sending(Mail("a@example.org"));
        var unknown = OutgoingPolicy.NotFound(OutgoingPolicy.Interrupted(mail, Start), Options, Start + TimeSpan.FromDays(1), isReachable: true);

        Assert.Equal(OutgoingStates.Sent, OutgoingPolicy.Corrected(unknown, 1, Result(mail, SubmitFate.Sent, null), Options, Start)!.State);
        Assert.Null(OutgoingPolicy.Corrected(unknown, 1, Result(mail, SubmitFate.Deferred, null), Options, Start));
        Assert.Null(OutgoingPolicy.Corrected(unknown with { State = OutgoingStates.Sent }, 1, Result(mail, SubmitFate.Sent, null), Options, Start));
    }

    [Theory]
    [InlineData(1, OutgoingStates.Queued)]
    [InlineData(0, OutgoingStates.Sending)]
    public void Corrected_ByAReportThatItWasNotSent_IsTriedAgain_UnlessAnotherAttemptHasBegun(int attempt, string expected)
    {
        var mail = Sending(Mail("a@example.org", "b@example.org"));
        RecipientResult[] results = [new("a@example.org", SubmitFate.Deferred, "450 later", null), new("b@example.org", SubmitFate.Refused, "550 no", null)];
        var searched = OutgoingPolicy.Interrupted(mail, Start);

        var corrected = OutgoingPolicy.Corrected(searched, attempt, new SubmitResult(SubmitFate.Deferred, results, "450 later", null, false, null, null), Options, Start);

        Assert.Equal(expected, (corrected ?? searched).State);
        if (corrected is not null)
            Assert.Equal([RecipientStates.Pending, RecipientStates.Failed], corrected.Recipients.Select(recipient => recipient.State));
    }

    [Fact]
    public void Retried_AfterAnUnknownOutcome_IsNeverCertainlyUnsent()
    {
        var mail = OutgoingPolicy.Interrupted(Sending(Mail("a@example.org")), Start);
        var unknown = OutgoingPolicy.NotFound(mail, Options, Start + TimeSpan.FromDays(1), isReachable: true);

        var retried = OutgoingPolicy.Retried(unknown, Start)!;

        Assert.Equal(["a@example.org"], OutgoingPolicy.Pending(retried));
        Assert.False(OutgoingPolicy.IsCancellable(retried));
        Assert.Equal(OutgoingStates.Unknown, OutgoingPolicy.After(Sending(retried), Result(retried, SubmitFate.Refused, "550 no"), Options, Start, 0.5).State);
        Assert.Equal(OutgoingStates.Sent, OutgoingPolicy.After(Sending(retried), Result(retried, SubmitFate.Sent, null), Options, Start, 0.5).State);
        Assert.Null(OutgoingPolicy.Retried(Mail("a@example.org"), Start));
    }

    [Theory]
    [InlineData(OutgoingStates.Scheduled, true)]
    [InlineData(OutgoingStates.Queued, true)]
    [InlineData(OutgoingStates.Sending, false)]
    [InlineData(OutgoingStates.Sent, false)]
    [InlineData(OutgoingStates.Failed, false)]
    [InlineData(OutgoingStates.Unknown, false)]
    [InlineData(OutgoingStates.Cancelled, false)]
    public void IsCancellable_InAState_IsSoWhileNothingIsSent(string state, bool expected) =>
        Assert.Equal(expected, OutgoingPolicy.IsCancellable(Mail("a@example.org") with { State = state }));

    [Theory]
    [InlineData(1, null, 60)]
    [InlineData(2, null, 120)]
    [InlineData(100, null, 7200)]
    [InlineData(1, 30, 60)]
    [InlineData(1, 600, 600)]
    [InlineData(1, 1_000_000, 86_400)]
    public void RetryDelay_WithAWaitOfTheServer_IsTheLonger(int attempts, int? requested, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        OutgoingPolicy.RetryDelay(Options, attempts, requested is { } asked ? TimeSpan.FromSeconds(asked) : null, 0.5));

    [Fact]
    public void Waits_OfAnyLength_AreBounded()
    {
        var options = new OutgoingOptions { FirstRetry = TimeSpan.FromDays(1), LongestRetry = TimeSpan.FromDays(2) };
        var pacing = new OutgoingPacing(TimeSpan.FromSeconds(10));

        pacing.Report(Result(Mail("a@example.org"), SubmitFate.Deferred, "421 later") with { RetryAfter = TimeSpan.MaxValue }, Start);

        Assert.Equal(TimeSpan.FromDays(2), OutgoingPolicy.RetryDelay(options, int.MaxValue, null, 0.5));
        Assert.Equal(Start.AddDays(1), pacing.Until);
    }

    [Fact]
    public void Pacing_AfterDeferrals_PausesOnlyOnceSeveralFollowOneAnother()
    {
        var pacing = new OutgoingPacing(TimeSpan.FromSeconds(10));
        var deferred = Result(Mail("a@example.org"), SubmitFate.Deferred, "421 busy");
        pacing.Report(deferred, Start);
        pacing.Report(deferred, Start);
        Assert.Equal(Start, pacing.Until);
        pacing.Report(deferred, Start);
        Assert.Equal(Start.AddSeconds(10), pacing.Until);
        pacing.Report(deferred, Start);
        Assert.Equal(Start.AddSeconds(20), pacing.Until);
        pacing.Report(Result(Mail("a@example.org"), SubmitFate.Sent, null), Start);
        Assert.Equal(Start, pacing.Until);
        pacing.Report(deferred with { RetryAfter = TimeSpan.FromMinutes(5) }, Start);
        Assert.Equal(Start.AddMinutes(5), pacing.Until);
    }

    [Fact]
    public void Options_OutOfRange_AreAllReported()
    {
        var faulty = new OutgoingOptions { UndoTime = TimeSpan.FromMinutes(3), MessagesPerDay = 0, LongestRetry = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.Zero, KeepFor = TimeSpan.Zero };

        Assert.Equal(5, new OutgoingOptionsValidator().Validate(null, faulty).Failures!.Count());
        Assert.True(new OutgoingOptionsValidator().Validate(null, new OutgoingOptions()).Succeeded);
    }

    internal static OutgoingRow Mail(params string[] recipients) => new(
        Guid.NewGuid(),
        Guid.NewGuid(),
        Guid.NewGuid(),
        Guid.NewGuid(),
        OutgoingStates.Queued,
        "id@example.org",
        "me@example.org",
        "Hello",
        [.. recipients.Select(address => new OutgoingRecipient(address, RecipientStates.Pending))],
        recipients.Length,
        Guid.NewGuid(),
        CopyBlob: null,
        Size: 100,
        CreatedAt: Start,
        DueAt: Start,
        FirstDueAt: Start);

    internal static OutgoingRow Sending(OutgoingRow mail) => mail with { State = OutgoingStates.Sending, Attempts = mail.Attempts + 1 };

    private static SubmitResult Result(OutgoingRow mail, SubmitFate fate, string? reply) =>
        SubmitResult.ForAll(fate, new MailToSubmit(mail.MessageIdField, mail.Sender, OutgoingPolicy.Pending(mail), default), reply);
}
