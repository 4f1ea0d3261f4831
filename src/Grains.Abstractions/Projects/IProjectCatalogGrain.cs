namespace EmailAgent.Grains.Projects;

/// <summary>The projects of one user: a stateless worker; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("projects")]
public interface IProjectCatalogGrain : IGrainWithStringKey
{
    /// <summary>Lists projects, the last active first.</summary>
    /// <param name="statuses">Only those in these states; empty for all.</param>
    [Alias("list"), Idempotent]
    Task<Page<ListedProject>> ListAsync(IReadOnlyList<string> statuses, int page, int pageSize, CancellationToken cancellationToken);

    [Alias("get"), Idempotent]
    Task<Outcome<Project>> GetAsync(string id, CancellationToken cancellationToken);

    [Alias("overview"), Idempotent]
    Task<Outcome<ProjectOverview>> GetOverviewAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the messages of a project, newest first, without trash and spam.</summary>
    [Alias("emails"), Idempotent]
    Task<Outcome<Page<ProjectEmail>>> ListEmailsAsync(string id, int page, int pageSize, CancellationToken cancellationToken);

    /// <summary>Makes a project; returns the one with this id if there is one. Refused with <c>validation_failed</c> or <c>too_many</c>.</summary>
    [Alias("create"), Idempotent]
    Task<Outcome<Project>> CreateAsync(Guid id, ProjectFields fields, IReadOnlyList<string> emailIds, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a project. Refused with <c>validation_failed</c>, or <c>precondition_failed</c> if <paramref name="expected"/> is given and is no
    /// longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<Project>> UpdateAsync(string id, ProjectFields changes, Project? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a project. Its mail and tasks stay; detection does not put the mail together again. Refused with <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(string id, Project? expected, CancellationToken cancellationToken);

    /// <summary>Puts the threads of messages into a project, also those of other projects. Refused with <c>validation_failed</c> for a message that does not exist.</summary>
    [Alias("link"), Idempotent]
    Task<Outcome<Project>> LinkAsync(string id, IReadOnlyList<string> emailIds, CancellationToken cancellationToken);

    /// <summary>Takes the thread of a message out of a project. Detection does not put it into one again.</summary>
    [Alias("unlink")]
    Task<Outcome<Done>> UnlinkAsync(string id, string emailId, CancellationToken cancellationToken);

    /// <summary>Moves the mail and the tasks of other projects into one, and deletes the others.</summary>
    [Alias("merge")]
    Task<Outcome<Project>> MergeAsync(string id, IReadOnlyList<string> projectIds, CancellationToken cancellationToken);

    /// <summary>Moves the threads of messages of a project, with the tasks that are based on them, into a new one; returns the one with the new id if there is one.</summary>
    /// <param name="newId">The id of the new project.</param>
    [Alias("split"), Idempotent]
    Task<Outcome<Project>> SplitAsync(string id, Guid newId, string name, IReadOnlyList<string> emailIds, CancellationToken cancellationToken);

    /// <summary>Finds projects in the newest threads of the last year. Threads that are in a project stay there; a repetition can add threads that were compared before the project existed.</summary>
    [Alias("detect"), Idempotent]
    Task<ProjectDetection> DetectAsync(CancellationToken cancellationToken);
}
