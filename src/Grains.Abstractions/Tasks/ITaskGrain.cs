using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Tasks;

/// <summary>
/// The tasks of one user: a stateless worker; the key is the user id. An id that is not one of them is refused with <c>not_found</c>. A caller that sees only some
/// mailboxes sees only the tasks from their mail.
/// </summary>
[Alias("tasks")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Lists tasks in the order of the query. Refused with <c>validation_failed</c> for an id that cannot be one.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<Page<MailTask>>> ListAsync(Visibility visible, TaskQuery query, CancellationToken cancellationToken);

    [Alias("get"), Idempotent]
    Task<Outcome<MailTask>> GetAsync(Visibility visible, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a task; returns the one with this id if there is one. Refused with <c>validation_failed</c>, <c>too_many</c>, <c>task_too_deep</c> or
    /// <c>quote_not_found</c>.
    /// </summary>
    [Alias("create"), Idempotent]
    Task<Outcome<MailTask>> CreateAsync(Visibility visible, Guid id, TaskFields fields, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a task. Refused with <c>validation_failed</c>, <c>task_too_deep</c>, or <c>precondition_failed</c> if <paramref name="expected"/> is given and is no
    /// longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<MailTask>> UpdateAsync(Visibility visible, string id, TaskFields changes, MailTask? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a task and its sub-tasks; the analysis does not find them again. Refused with <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Visibility visible, string id, MailTask? expected, CancellationToken cancellationToken);

    /// <summary>Analyzes a message at once. Returns the tasks from it, including those that were known. A repetition changes nothing.</summary>
    [Alias("extract"), Idempotent]
    Task<Outcome<IReadOnlyList<MailTask>>> ExtractAsync(Visibility visible, string emailId, CancellationToken cancellationToken);
}
