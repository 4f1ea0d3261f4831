using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Priority;

namespace EmailAgent.Grains.Priority;

/// <summary>The priority of a message, from the model of its owner and the owner's own judgement.</summary>
internal static class PriorityScoring
{
    /// <summary>The code of the reason that the owner judged the message.</summary>
    public const string JudgedCode = "owner.judged";

    // A judged message stays in the order of the others on its side.
    private const double LowestImportant = 0.9;
    private const double HighestUnimportant = 0.1;
    private const double JudgedWeight = 5;
    private const int MostReasons = 3;

    private static readonly ScoreReason Important = new(JudgedCode, "You marked this message as important.", JudgedWeight);
    private static readonly ScoreReason Unimportant = new(JudgedCode, "You marked this message as not important.", -JudgedWeight);

    /// <summary>Returns the priority of a message.</summary>
    /// <param name="isImportant">What the owner said of the message; null for nothing.</param>
    public static StoredPriority Score(PriorityModel model, AnalyzedMessage message, PriorityFacts facts, OwnerAddresses owner, bool? isImportant)
    {
        var score = model.Score(PriorityFeatures.Of(message, facts, owner));
        var value = double.IsFinite(score.Value) ? Math.Clamp(score.Value, 0, 1) : 0;
        var reasons = score.Reasons.Select(reason => new ScoreReason(reason.Code, reason.Words, reason.Weight));
        return isImportant switch
        {
            null => new StoredPriority(message.Id, (float)value, [.. reasons.Take(MostReasons)]),
            true => new StoredPriority(message.Id, (float)(LowestImportant + (value * (1 - LowestImportant))), [.. reasons.Prepend(Important).Take(MostReasons)]),
            false => new StoredPriority(message.Id, (float)(value * HighestUnimportant), [.. reasons.Prepend(Unimportant).Take(MostReasons)]),
        };
    }
}
