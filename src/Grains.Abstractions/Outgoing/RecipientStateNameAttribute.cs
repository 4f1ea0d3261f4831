using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Marks a text that is the state of a recipient.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecipientStateNameAttribute() : AllowedValuesAttribute(
    RecipientStates.Pending,
    RecipientStates.Sent,
    RecipientStates.Failed,
    RecipientStates.Unknown);
