namespace EmailAgent.Intelligence.Projects;

/// <summary>Threads that belong together.</summary>
/// <param name="ProjectId">The project that they join; null for a new one.</param>
/// <param name="Name">A part of the subject of one of the threads, literally.</param>
/// <param name="Threads">The threads that join, oldest first.</param>
internal sealed record FoundProject(Guid? ProjectId, string Name, IReadOnlyList<LinkedThread> Threads);
