using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Projects;

/// <summary>Marks a text that is one of <see cref="ProjectStates"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProjectStateNameAttribute() : AllowedValuesAttribute(ProjectStates.Active, ProjectStates.Done, ProjectStates.Archived);
