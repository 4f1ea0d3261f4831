namespace EmailAgent.Intelligence.Projects;

/// <summary>A thread that was found to belong to a project.</summary>
internal sealed record LinkedThread(Guid ThreadId, IReadOnlyList<ProjectReason> Reasons);
