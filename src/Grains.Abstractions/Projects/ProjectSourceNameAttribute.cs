using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Projects;

/// <summary>Marks a text that is one of <see cref="ProjectSources"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProjectSourceNameAttribute() : AllowedValuesAttribute(ProjectSources.Person, ProjectSources.Detection);
