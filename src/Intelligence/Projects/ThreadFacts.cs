namespace EmailAgent.Intelligence.Projects;

/// <summary>A thread as projects are found in it.</summary>
/// <param name="Subject">The subject of its first message.</param>
/// <param name="Text">The beginning of the text of its first message.</param>
/// <param name="People">The addresses of its people in lower case, without the owner's.</param>
/// <param name="FirstDate">The date of its first message.</param>
/// <param name="ProjectId">The project that it belongs to; null for none.</param>
internal sealed record ThreadFacts(Guid ThreadId, string Subject, string Text, IReadOnlyList<string> People, DateTimeOffset FirstDate, Guid? ProjectId);
