using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Events;

/// <summary>Marks a text that is one of <see cref="EventTypes.All"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EventTypeNameAttribute() : AllowedValuesAttribute([.. EventTypes.All]);
