using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Tasks;

[StatelessWorker, Reentrant]
internal sealed class TaskGrain(TaskReader reader, TaskStore store, TaskExtraction extraction, EventAnnouncer announcer, IOptions<TaskOptions> options) : Grain, ITaskGrain
{
    private static readonly Problem NoSuchTask = new(ProblemCodes.NotFound, "There is no such task.");
    private static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");
    private static readonly Problem NotOfAMailbox = new(ProblemCodes.Invalid, "This API key is bound to mailboxes: give a quote from a message in one of them.", "evidence");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<Page<MailTask>>> ListAsync(Visibility visible, TaskQuery query, CancellationToken cancellationToken)
    {
        var (projectId, parentId) = (ReadId(query.ProjectId), ReadId(query.ParentTaskId));
        if (projectId is null && query.ProjectId is not null)
            return NotAnId("project_id");
        if (parentId is null && query.ParentTaskId is not null)
            return NotAnId("parent_task_id");
        return await reader.ListAsync(Own(visible), query, projectId, parentId, cancellationToken);
    }

    public async Task<Outcome<MailTask>> GetAsync(Visibility visible, string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var taskId) && await reader.FindAsync(Own(visible), taskId, cancellationToken) is { } found ? found : NoSuchTask;

    public async Task<Outcome<MailTask>> CreateAsync(Visibility visible, Guid id, TaskFields fields, CancellationToken cancellationToken)
    {
        var sees = Own(visible);
        if (await reader.FindAsync(sees, id, cancellationToken) is { } created)
            return created;
        var checkedFields = TaskPolicy.Check(fields, isNew: true);
        if (checkedFields.Value is not { } task)
            return checkedFields.Problem!;
        if (sees.ConnectionIds is not null && task.Evidence.Count == 0)
            return NotOfAMailbox;
        var result = await store.CreateAsync(sees, id, task, options.Value.PerUser, Entry(TaskActions.Create, id), cancellationToken);
        return await AnswerAsync(sees, id, result, cancellationToken);
    }

    public async Task<Outcome<MailTask>> UpdateAsync(Visibility visible, string id, TaskFields changes, MailTask? expected, CancellationToken cancellationToken)
    {
        var checkedFields = TaskPolicy.Check(changes, isNew: false);
        if (checkedFields.Value is not { } change)
            return checkedFields.Problem!;
        if (!Ids.TryParse(id, out var taskId))
            return NoSuchTask;
        var sees = Own(visible);
        var result = await store.UpdateAsync(sees, taskId, change, expected?.UpdatedAt, Entry(TaskActions.Change, taskId), cancellationToken);
        return result == TaskResult.Refused
            ? await RefuseAsync(sees, taskId, cancellationToken)
            : await AnswerAsync(sees, taskId, result, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(Visibility visible, string id, MailTask? expected, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var taskId))
            return NoSuchTask;
        var sees = Own(visible);
        if (await store.DeleteAsync(sees, taskId, expected?.UpdatedAt, Entry(TaskActions.Delete, taskId), cancellationToken) == TaskResult.Refused)
            return await RefuseAsync(sees, taskId, cancellationToken);
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<IReadOnlyList<MailTask>>> ExtractAsync(Visibility visible, string emailId, CancellationToken cancellationToken)
    {
        var sees = Own(visible);
        if (!Ids.TryParse(emailId, out var messageId) || await extraction.ExtractAsync(sees, messageId, cancellationToken) is not { } hasEvents)
            return NoSuchMessage;
        if (hasEvents)
            await announcer.AnnounceAsync(UserId);
        return new Outcome<IReadOnlyList<MailTask>>(await reader.ListOfMessageAsync(sees, messageId, cancellationToken), null);
    }

    private async Task<Outcome<MailTask>> AnswerAsync(Visibility sees, Guid id, TaskResult result, CancellationToken cancellationToken)
    {
        if (ToProblem(result) is { } problem)
            return problem;
        await announcer.AnnounceAsync(UserId);
        return await GetAsync(sees, Ids.Format(id), cancellationToken);
    }

    // Nothing was written: the task does not exist, or is no longer as the caller read it.
    private async Task<Problem> RefuseAsync(Visibility sees, Guid id, CancellationToken cancellationToken) =>
        await reader.FindAsync(sees, id, cancellationToken) is null ? NoSuchTask : Problem.Changed;

    private Problem? ToProblem(TaskResult result) => result switch
    {
        TaskResult.Written => null,
        TaskResult.TooMany => new Problem(ProblemCodes.TooMany, $"The limit of {options.Value.PerUser} tasks is reached; delete some first."),
        TaskResult.NoSuchParent => new Problem(ProblemCodes.Invalid, "There is no such task.", "parent_task_id"),
        TaskResult.TooDeep => new Problem(
            TaskProblems.TooDeep, $"A task cannot be a part of itself, and sub-tasks are at most {TaskPolicy.MaxDepth - 1} levels below a task.", "parent_task_id"),
        TaskResult.NoSuchProject => new Problem(ProblemCodes.Invalid, "There is no such project.", "project_id"),
        TaskResult.NoSuchMessage => new Problem(ProblemCodes.Invalid, "There is no such message.", "evidence"),
        TaskResult.QuoteNotFound => new Problem(TaskProblems.QuoteNotFound, "A quote is not in the text of its message. Copy a part of body_text as it is.", "evidence"),
        _ => NoSuchTask,
    };

    private AuditEntry Entry(string action, Guid id) => AuditTrail.Entry(UserId, action, $"task:{Ids.Format(id)}");

    // An empty text stands for none.
    private static Guid? ReadId(string? text) => text is "" ? Guid.Empty : text is not null && Ids.TryParse(text, out var id) ? id : null;

    private static Problem NotAnId(string field) => new(ProblemCodes.Invalid, "This is not an id.", field);

    // Of no other user, regardless of the request.
    private Visibility Own(Visibility visible) => visible with { UserId = UserId };
}
