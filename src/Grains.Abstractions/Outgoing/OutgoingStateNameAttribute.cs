using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Marks a text that is the state of an outgoing message.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutgoingStateNameAttribute() : AllowedValuesAttribute(
    OutgoingStates.Scheduled,
    OutgoingStates.Queued,
    OutgoingStates.Sending,
    OutgoingStates.Sent,
    OutgoingStates.Failed,
    OutgoingStates.Unknown,
    OutgoingStates.Cancelled);
