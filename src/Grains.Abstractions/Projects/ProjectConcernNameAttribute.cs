using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Projects;

/// <summary>Marks a text that is one of <see cref="ProjectConcerns"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProjectConcernNameAttribute() : AllowedValuesAttribute(ProjectConcerns.Due, ProjectConcerns.Stale);
