namespace EmailAgent.Grains.Identity;

/// <summary>Rules for first and last names.</summary>
internal static class NamePolicy
{
    private const int MaxLength = 100;

    /// <summary>Returns null if the name is acceptable; no name at all is acceptable, too.</summary>
    public static Problem? Check(string? name, string field)
    {
        if (name is null)
            return null;
        if (name.Length > MaxLength)
            return new Problem(ProblemCodes.Invalid, $"A name must not be longer than {MaxLength} characters.", field);
        return name.Any(char.IsControl) ? new Problem(ProblemCodes.Invalid, "A name must not contain control characters.", field) : null;
    }
}
