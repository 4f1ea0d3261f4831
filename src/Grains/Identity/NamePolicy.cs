namespace EmailAgent.Grains.Identity;

/// <summary>Rules for first and last names.</summary>
internal static class NamePolicy
{
    private const int MaxLength = 100;

    /// <summary>Returns null if the name is acceptable; no name at all is acceptable, too.</summary>
    public static Problem? Check(string? name, string field) => NameText.CheckOptional(name, field, MaxLength);
}
