using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Tasks;

/// <summary>Marks a text that is one of <see cref="TaskUrgencies"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskUrgencyNameAttribute() : AllowedValuesAttribute(TaskUrgencies.Low, TaskUrgencies.Normal, TaskUrgencies.High, TaskUrgencies.Urgent);
