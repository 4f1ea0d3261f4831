using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Audit;

/// <summary>Marks a text that is the outcome of an action.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditOutcomeNameAttribute() : AllowedValuesAttribute("succeeded", "refused", "failed");
