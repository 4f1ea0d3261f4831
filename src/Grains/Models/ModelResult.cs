namespace EmailAgent.Grains.Models;

/// <summary>The result of a request to a model.</summary>
internal enum ModelResult
{
    Answered,

    /// <summary>No model is configured.</summary>
    Off,

    /// <summary>The request contains parts of mail that may not leave the installation.</summary>
    NotAllowed,

    /// <summary>The user's tokens of the day do not suffice.</summary>
    OverBudget,

    /// <summary>The host failed or took too long, or did so a moment ago.</summary>
    Unavailable,
}
