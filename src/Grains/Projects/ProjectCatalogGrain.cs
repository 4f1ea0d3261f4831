using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Projects;

[StatelessWorker, Reentrant]
internal sealed class ProjectCatalogGrain(
    ProjectReader reader, ProjectStore store, ProjectDetector detector, EventAnnouncer announcer, IOptions<ProjectOptions> options) : Grain, IProjectCatalogGrain
{
    private static readonly Problem NoSuchProject = new(ProblemCodes.NotFound, "There is no such project.");
    private static readonly Problem NotInProject = new(ProblemCodes.NotFound, "There is no such message in the project.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public Task<Page<ListedProject>> ListAsync(IReadOnlyList<string> statuses, int page, int pageSize, CancellationToken cancellationToken) =>
        reader.ListAsync(UserId, [.. statuses], page, pageSize, cancellationToken);

    public async Task<Outcome<Project>> GetAsync(string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var projectId) && await reader.FindAsync(UserId, projectId, cancellationToken) is { } found ? found : NoSuchProject;

    public async Task<Outcome<ProjectOverview>> GetOverviewAsync(string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var projectId) && await reader.ReadOverviewAsync(UserId, projectId, cancellationToken) is { } found ? found : NoSuchProject;

    public async Task<Outcome<Page<ProjectEmail>>> ListEmailsAsync(string id, int page, int pageSize, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var projectId) && await reader.FindAsync(UserId, projectId, cancellationToken) is not null
            ? await reader.ListEmailsAsync(UserId, projectId, page, pageSize, cancellationToken)
            : NoSuchProject;

    public async Task<Outcome<Project>> CreateAsync(Guid id, ProjectFields fields, IReadOnlyList<string> emailIds, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(UserId, id, cancellationToken) is { } created)
            return Watched(id, created);
        var checkedFields = ProjectPolicy.Check(fields, isNew: true);
        if (checkedFields.Value is not { } project)
            return checkedFields.Problem!;
        if (ReadIds(emailIds) is not { } messageIds)
            return NoSuchItem("email_ids", "message");
        var result = await store.CreateAsync(UserId, id, project, messageIds, options.Value.PerUser, Entry(ProjectActions.Create, id), cancellationToken);
        return await AnswerAsync(id, result, cancellationToken);
    }

    public async Task<Outcome<Project>> UpdateAsync(string id, ProjectFields changes, Project? expected, CancellationToken cancellationToken)
    {
        var checkedFields = ProjectPolicy.Check(changes, isNew: false);
        if (checkedFields.Value is not { } change)
            return checkedFields.Problem!;
        if (!Ids.TryParse(id, out var projectId))
            return NoSuchProject;
        var result = await store.UpdateAsync(UserId, projectId, change, expected?.UpdatedAt, Entry(ProjectActions.Change, projectId), cancellationToken);
        return result == ProjectResult.Refused ? await RefuseAsync(projectId, cancellationToken) : await AnswerAsync(projectId, result, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(string id, Project? expected, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var projectId))
            return NoSuchProject;
        if (await store.DeleteAsync(UserId, projectId, expected?.UpdatedAt, Entry(ProjectActions.Delete, projectId), cancellationToken) == ProjectResult.Refused)
            return await RefuseAsync(projectId, cancellationToken);
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<Project>> LinkAsync(string id, IReadOnlyList<string> emailIds, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var projectId))
            return NoSuchProject;
        if (ReadIds(emailIds) is not { } messageIds)
            return NoSuchItem("email_ids", "message");
        return await AnswerAsync(projectId, await store.LinkAsync(UserId, projectId, messageIds, Entry(ProjectActions.Link, projectId), cancellationToken), cancellationToken);
    }

    public async Task<Outcome<Done>> UnlinkAsync(string id, string emailId, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var projectId) || !Ids.TryParse(emailId, out var messageId))
            return NotInProject;
        if (await store.UnlinkAsync(UserId, projectId, messageId, Entry(ProjectActions.Unlink, projectId), cancellationToken) != ProjectResult.Written)
            return NotInProject;
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<Project>> MergeAsync(string id, IReadOnlyList<string> projectIds, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var projectId))
            return NoSuchProject;
        if (ReadIds(projectIds) is not { } others || others.Contains(projectId))
            return NoSuchItem("project_ids", "other project");
        return await AnswerAsync(projectId, await store.MergeAsync(UserId, projectId, others, Entry(ProjectActions.Merge, projectId), cancellationToken), cancellationToken);
    }

    public async Task<Outcome<Project>> SplitAsync(string id, Guid newId, string name, IReadOnlyList<string> emailIds, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(UserId, newId, cancellationToken) is { } created)
            return Watched(newId, created);
        var checkedFields = ProjectPolicy.Check(new ProjectFields(name, null, null, null), isNew: true);
        if (checkedFields.Value is not { } project)
            return checkedFields.Problem!;
        if (!Ids.TryParse(id, out var projectId))
            return NoSuchProject;
        if (ReadIds(emailIds) is not { } messageIds)
            return NoSuchItem("email_ids", "message");
        var entry = Entry(ProjectActions.Split, projectId);
        var result = await store.SplitAsync(UserId, projectId, newId, project.Name!, messageIds, options.Value.PerUser, entry, cancellationToken);
        return await AnswerAsync(newId, result, cancellationToken);
    }

    public async Task<ProjectDetection> DetectAsync(CancellationToken cancellationToken)
    {
        var (detection, created) = await detector.DetectAsync(UserId, AuditTrail.Entry(UserId, ProjectActions.Detect), cancellationToken);
        if (detection.Created + detection.Extended > 0)
            await announcer.AnnounceAsync(UserId);
        foreach (var id in created)
            Watch(id);
        return detection;
    }

    private async Task<Outcome<Project>> AnswerAsync(Guid id, ProjectResult result, CancellationToken cancellationToken)
    {
        if (ToProblem(result) is { } problem)
            return problem;
        await announcer.AnnounceAsync(UserId);
        Watch(id);
        return await GetAsync(Ids.Format(id), cancellationToken);
    }

    // The attempt that created the project may have died before it was watched.
    private Project Watched(Guid id, Project created)
    {
        Watch(id);
        return created;
    }

    // A failure delays reports of the project until it is changed again.
    private void Watch(Guid id) => GrainFactory.GetGrain<IProjectGrain>(new ProjectId(UserId, id).ToString()).WatchAsync().Ignore();

    // Nothing was written: the project does not exist, or is no longer as the caller read it.
    private async Task<Problem> RefuseAsync(Guid id, CancellationToken cancellationToken) =>
        await reader.FindAsync(UserId, id, cancellationToken) is null ? NoSuchProject : Problem.Changed;

    private Problem? ToProblem(ProjectResult result) => result switch
    {
        ProjectResult.Written => null,
        ProjectResult.TooMany => new Problem(ProblemCodes.TooMany, $"The limit of {options.Value.PerUser} projects is reached; delete some first."),
        ProjectResult.NoSuchMessage => NoSuchItem("email_ids", "message"),
        ProjectResult.NoSuchOther => NoSuchItem("project_ids", "other project"),
        _ => NoSuchProject,
    };

    private AuditEntry Entry(string action, Guid id) => AuditTrail.Entry(UserId, action, $"project:{Ids.Format(id)}");

    private static Problem NoSuchItem(string field, string item) => new(ProblemCodes.Invalid, $"Must contain ids of the caller; there is no such {item}.", field);

    /// <returns>Each id once; null if one of the texts cannot be an id.</returns>
    private static Guid[]? ReadIds(IReadOnlyList<string> texts)
    {
        var ids = new HashSet<Guid>();
        foreach (var text in texts)
        {
            if (text is null || !Ids.TryParse(text, out var id))
                return null;
            ids.Add(id);
        }

        return [.. ids];
    }
}
