namespace EmailAgent.Grains.Identity;

/// <summary>Which first and last names are accepted.</summary>
internal static class NamePolicy
{
    private const int MaxLength = 100;

    /// <summary>Null when the name may be used; no name at all may.</summary>
    public static Problem? Check(string? name, string field)
    {
        if (name is null)
            return null;
        if (name.Length > MaxLength)
            return new Problem(ProblemCodes.Invalid, $"A name must not be longer than {MaxLength} characters.", field);
        return name.Any(char.IsControl) ? new Problem(ProblemCodes.Invalid, "A name must not contain control characters.", field) : null;
    }
}
