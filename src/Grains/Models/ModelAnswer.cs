namespace EmailAgent.Grains.Models;

/// <summary>The answer of a model, or the reason why there is none. Its text is data: it may be wrong, hostile, or of any form.</summary>
/// <param name="Text">The answer; empty if there is none.</param>
internal sealed record ModelAnswer(ModelResult Result, string Text)
{
    public static readonly ModelAnswer Off = new(ModelResult.Off, "");
    public static readonly ModelAnswer NotAllowed = new(ModelResult.NotAllowed, "");
    public static readonly ModelAnswer OverBudget = new(ModelResult.OverBudget, "");
    public static readonly ModelAnswer Unavailable = new(ModelResult.Unavailable, "");

    public bool IsAnswered => Result == ModelResult.Answered;
}
