using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Tasks;

/// <summary>Marks a text that is one of <see cref="TaskEvidenceKinds"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskEvidenceKindNameAttribute() : AllowedValuesAttribute(
    TaskEvidenceKinds.Request, TaskEvidenceKinds.Commitment, TaskEvidenceKinds.Completion, TaskEvidenceKinds.Quote);
