using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Tasks;

/// <summary>Marks a text that is one of <see cref="TaskSources"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskSourceNameAttribute() : AllowedValuesAttribute(TaskSources.Person, TaskSources.Analysis);
