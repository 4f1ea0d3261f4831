using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Push;

/// <summary>Marks a text that is the status of a push.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotificationStatusNameAttribute() : AllowedValuesAttribute("pending", "processing", "completed", "failed");
