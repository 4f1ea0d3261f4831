namespace EmailAgent.Grains.Identity;

/// <summary>Rules for the data of a registration.</summary>
internal sealed class RegistrationPolicy(PasswordPolicy passwords)
{
    /// <summary>Null when it may.</summary>
    public Problem? Check(RegisterRequest registration) => Problem.Combine(
        EmailSyntax.IsAddress(registration.Email) ? null : new Problem(ProblemCodes.Invalid, "The address is not a valid e-mail address.", "email"),
        passwords.Check(registration.Password, new PasswordOwner(registration.Email, registration.FirstName, registration.LastName), "password"),
        NamePolicy.Check(registration.FirstName, "first_name"),
        NamePolicy.Check(registration.LastName, "last_name"));
}
