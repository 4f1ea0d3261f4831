using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>A message as one member of a list received it.</summary>
/// <param name="Member">The member.</param>
/// <param name="Features">The features, of what was known when the message arrived.</param>
/// <param name="Facts">What was known then.</param>
/// <param name="AnsweredAt">The time of the member's answer; null if there is none.</param>
/// <param name="Weight">The number of messages that it stands for, because not all that were not answered are taken.</param>
/// <param name="IsTest">Whether it is of the later part of the archive.</param>
internal sealed record ReplayExample(
    string Member, DateTimeOffset At, PriorityFeatures Features, PriorityFacts Facts, DateTimeOffset? AnsweredAt, double Weight, bool IsTest)
{
    public bool IsAnswered => AnsweredAt is not null;
}
