using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Slack;

/// <summary>Marks a field that contains one of <see cref="SlackStates"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SlackStateNameAttribute() : AllowedValuesAttribute(SlackStates.Working, SlackStates.Failing, SlackStates.Refused);
