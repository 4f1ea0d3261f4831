namespace EmailAgent.Grains.Identity;

/// <summary>Whether an account may be made of what was sent.</summary>
internal static class RegistrationPolicy
{
    /// <summary>Null when it may.</summary>
    public static Problem? Check(Registration registration)
    {
        if (!EmailSyntax.IsAddress(registration.Email))
            return new Problem(ProblemCodes.Invalid, "This is not an e-mail address.", "email");
        return PasswordPolicy.Check(registration.Password)
            ?? NamePolicy.Check(registration.FirstName, "first_name")
            ?? NamePolicy.Check(registration.LastName, "last_name");
    }
}
