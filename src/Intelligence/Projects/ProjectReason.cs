namespace EmailAgent.Intelligence.Projects;

/// <summary>A reason for which a thread belongs to a project.</summary>
/// <param name="Code"><c>subject</c>, <c>words</c> or <c>people</c>.</param>
/// <param name="Words">A sentence for the owner.</param>
internal sealed record ProjectReason(string Code, string Words);
