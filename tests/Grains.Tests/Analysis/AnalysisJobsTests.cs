using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Tests.Analysis;

public sealed class AnalysisJobsTests
{
    private static readonly Guid UserId = Guid.NewGuid();

    [Fact]
    public void Restart_OfSomeMailboxes_NamesThemInOneOrder()
    {
        Guid[] mailboxes = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

        var job = AnalysisJobs.RestartOf(UserId, mailboxes);

        Assert.Equal(job.DedupeKey, AnalysisJobs.RestartOf(UserId, [.. mailboxes.OrderDescending()]).DedupeKey);
        Assert.Equal(mailboxes.Order(), AnalysisJobs.MailboxesOf(Run(job)));
    }

    [Fact]
    public void Restart_OfAllMailboxes_NamesNone() => Assert.Null(AnalysisJobs.MailboxesOf(Run(AnalysisJobs.RestartOf(UserId, null))));

    [Fact]
    public void Restart_OfNoMailbox_IsNotOneOfAll() => Assert.Empty(AnalysisJobs.MailboxesOf(Run(AnalysisJobs.RestartOf(UserId, [])))!);

    private static Job Run(NewJob job) => new(Guid.NewGuid(), job.Kind, job.UserId, job.Payload, 1, default, default);
}
