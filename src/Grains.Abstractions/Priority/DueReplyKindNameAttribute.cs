using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Priority;

/// <summary>Marks a text that is one of <see cref="DueReplyKinds"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DueReplyKindNameAttribute() : AllowedValuesAttribute(DueReplyKinds.ToAnswer, DueReplyKinds.WaitingFor);
