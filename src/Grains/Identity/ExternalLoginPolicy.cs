using System.Security.Cryptography;
using System.Text;
using EmailAgent.Storage.Identity;

namespace EmailAgent.Grains.Identity;

/// <summary>What is believed of what another issuer says about a user: what cannot be used is left out, and never keeps the user out.</summary>
internal static class ExternalLoginPolicy
{
    public static ExternalLoginRow ToRow(ExternalLogin login)
    {
        var email = UsableEmail(login);
        var (firstName, lastName) = (UsableName(login.FirstName), UsableName(login.LastName));
        // None of them can hold a NUL.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{email}\0{login.EmailVerified}\0{firstName}\0{lastName}\0{login.Role}"));
        return new ExternalLoginRow(login.Issuer, login.Subject, email, email is not null && login.EmailVerified, firstName, lastName, login.Role, hash, login.SaidAt.UtcDateTime);
    }

    /// <summary>The key of the account that the login leads to, if there is one; null when it may lead to none.</summary>
    public static string? LinkKey(ExternalLogin login) =>
        login.LinksByEmail && UsableEmail(login) is { } email ? EmailSyntax.ToKey(email) : null;

    private static string? UsableEmail(ExternalLogin login) => login.Email is { } email && EmailSyntax.IsAddress(email) ? email : null;

    private static string? UsableName(string? name) => !string.IsNullOrWhiteSpace(name) && NamePolicy.Check(name, "name") is null ? name : null;
}
