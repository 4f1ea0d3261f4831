using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Drafts;

/// <summary>Marks a text that is the state of a draft.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DraftStateNameAttribute() : AllowedValuesAttribute(DraftStates.Draft, DraftStates.Sending);
