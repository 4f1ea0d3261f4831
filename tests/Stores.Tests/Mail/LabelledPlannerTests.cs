using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Commits;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Mail;

/// <summary>The planner alone: whatever a commit says, in whatever order, planning it again on its own outcome plans nothing.</summary>
public sealed class LabelledPlannerTests
{
    private static readonly Guid[] Labels = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly string[] AllFlags = ["$Work", "\\Flagged", "\\Seen"];

    [Fact]
    public void Plan_OnItsOwnOutcome_PlansNothing()
    {
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var random = new Random(seed);
            var stored = Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).ToDictionary(n => $"m{n}", _ => Stored(random), StringComparer.Ordinal);
            var commit = Commit(random);
            var first = Plan(commit, stored);
            var outcome = Outcome(stored, first);

            var again = Plan(commit, outcome);

            Assert.True(again is { Added.Count: 0, Completed.Count: 0, FlagsByMessage.Count: 0, LabelsByMessage.Count: 0, DeletedThreads.Count: 0, Events.Count: 0 }, $"seed {seed}");
            Assert.True(again.CountChanges.Values.All(change => change == (0, 0)) && again.LabelledCountChange == (0, 0), $"seed {seed}");
            AssertCounts(stored, outcome, first, seed);
        }
    }

    private static CommitPlan Plan(MailboxCommit commit, Dictionary<string, StoredLabelledMessage> stored)
    {
        var plan = new CommitPlan();
        LabelledPlanner.Plan(commit, stored, plan);
        return plan;
    }

    /// <summary>What the plan makes of what is stored.</summary>
    private static Dictionary<string, StoredLabelledMessage> Outcome(Dictionary<string, StoredLabelledMessage> stored, CommitPlan plan)
    {
        var outcome = stored.Where(entry => !plan.DeletedThreads.ContainsKey(entry.Value.Id)).ToDictionary(
            entry => entry.Key,
            entry => entry.Value with
            {
                Flags = plan.FlagsByMessage.GetValueOrDefault(entry.Value.Id, entry.Value.Flags),
                LabelIds = plan.LabelsByMessage.TryGetValue(entry.Value.Id, out var change) ? change.All : entry.Value.LabelIds,
                IsPartial = entry.Value.IsPartial && plan.Completed.TrueForAll(message => message.Id != entry.Value.Id),
            },
            StringComparer.Ordinal);
        foreach (var message in plan.Added)
        {
            var site = (LabelledSite)message.Site;
            outcome.Add(site.RemoteId, new StoredLabelledMessage(message.Id, default, message.Date, message.Flags, site.LabelIds, site.IsPartial));
        }

        return outcome;
    }

    private static void AssertCounts(Dictionary<string, StoredLabelledMessage> before, Dictionary<string, StoredLabelledMessage> after, CommitPlan plan, int seed)
    {
        static bool IsUnread(StoredLabelledMessage message) => !message.Flags.Contains("\\Seen");
        foreach (var label in Labels)
        {
            var (was, now) = (before.Values.Where(message => message.LabelIds.Contains(label)).ToList(), after.Values.Where(message => message.LabelIds.Contains(label)).ToList());
            Assert.True(plan.CountChanges.GetValueOrDefault(label) == (now.Count - was.Count, now.Count(IsUnread) - was.Count(IsUnread)), $"seed {seed}");
        }

        Assert.True(plan.LabelledCountChange == (after.Count - before.Count, after.Values.Count(IsUnread) - before.Values.Count(IsUnread)), $"seed {seed}");
    }

    private static StoredLabelledMessage Stored(Random random) =>
        new(Guid.NewGuid(), Guid.NewGuid(), TestMailbox.Noon, RandomFlags(random), RandomLabels(random), random.Next(2) == 0);

    private static MailboxCommit Commit(Random random)
    {
        string RandomId() => $"m{random.Next(8)}";
        return new MailboxCommit
        {
            UserId = Guid.NewGuid(),
            ConnectionId = Guid.NewGuid(),
            Epoch = 1,
            Added = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Message(RandomId(), random))],
            States = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new RemoteState(RandomId(), RandomLabels(random), RandomFlags(random)))],
            RemovedIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomId())],
        };
    }

    private static NewMessage Message(string remoteId, Random random) => new()
    {
        Id = Guid.NewGuid(),
        Site = new LabelledSite(remoteId, RandomLabels(random), random.Next(2) == 0),
        Identity = Guid.NewGuid(),
        Date = TestMailbox.Noon,
        ReceivedAt = TestMailbox.Noon,
        Size = 1,
        Flags = RandomFlags(random),
        Document = TestMailbox.EmptyDocument,
    };

    private static Guid[] RandomLabels(Random random) => [.. Labels.Where(_ => random.Next(2) == 0)];

    private static string[] RandomFlags(Random random) => [.. AllFlags.Where(_ => random.Next(2) == 0)];
}
