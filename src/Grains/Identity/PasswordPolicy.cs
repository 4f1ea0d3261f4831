namespace EmailAgent.Grains.Identity;

/// <summary>Which passwords are accepted: length counts, composition does not (NIST SP 800-63B, section 5.1.1.2).</summary>
internal static class PasswordPolicy
{
    private const int MinLength = 8;

    // Bounds the cost of hashing; far above what a password manager makes.
    private const int MaxLength = 256;

    /// <summary>Null when the password may be used.</summary>
    public static Problem? Check(string password) => password.Length switch
    {
        < MinLength => new Problem(ProblemCodes.Invalid, $"The password needs at least {MinLength} characters.", "password"),
        > MaxLength => new Problem(ProblemCodes.Invalid, $"The password can have at most {MaxLength} characters.", "password"),
        _ => null,
    };
}
