using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Tasks;

/// <summary>Marks a text that is one of <see cref="TaskStates"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskStateNameAttribute() : AllowedValuesAttribute(TaskStates.Open, TaskStates.InProgress, TaskStates.Done, TaskStates.Cancelled);
