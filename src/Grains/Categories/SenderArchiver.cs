using System.Globalization;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Categories;

/// <summary>Archives the mail of a sender, in batches. A retry continues, because it does not find messages that are archived already.</summary>
internal sealed class SenderArchiver(SenderMail mail, EmailEdits edits) : IJobHandler
{
    /// <summary>The kind of these jobs.</summary>
    public const string Name = "categories.archive";

    private const int AtOnce = 200;
    private const char Separator = '/';

    public string Kind => Name;

    public JobPolicy Policy { get; } = new() { Concurrency = 4, PerUser = 1 };

    /// <summary>Returns the job that archives what is in inboxes now.</summary>
    public static NewJob Of(Visibility visible, string address, DateTimeOffset now)
    {
        var mailboxes = visible.ConnectionIds is { } ids ? string.Join(',', ids.Select(Ids.Format)) : "*";
        return new NewJob(Name, visible.UserId, string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks}{Separator}{mailboxes}{Separator}{address}"));
    }

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        var (visible, until, address) = Read(job);
        var (attempted, failed) = (new HashSet<Guid>(), new List<string>());
        while (await mail.ListInboxAsync(visible, address, until, attempted, AtOnce, cancellationToken) is { Count: > 0 } ids)
        {
            attempted.UnionWith(ids);
            var report = await edits.EditAsync(visible, [.. ids.Select(Ids.Format)], new EmailEdit(EmailAction.Archive), cancellationToken);
            failed.AddRange(report.Failed.Select(failure => failure.Problem.Code));
        }

        // What the server refuses for good is left where it is.
        if (failed.Find(code => code is not (ProblemCodes.NotFound or EditProblems.MessageGone or EditProblems.EditRefused)) is { } reason)
            throw new JobException($"{failed.Count} messages could not be archived: {reason}.");
    }

    private static (Visibility Visible, DateTimeOffset Until, string Address) Read(Job job) =>
        job.UserId is { } userId
        && job.Payload.Split(Separator, 3) is [var ticks, var mailboxes, var address]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            ? (new Visibility(userId, mailboxes == "*" ? null : Parse(mailboxes)), new DateTimeOffset(until, TimeSpan.Zero), address)
            : throw new JobException("The payload is not that of a sender.") { IsFinal = true };

    private static Guid[] Parse(string mailboxes) =>
        [.. mailboxes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];
}
