using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Identity;

/// <summary>Rules for an issuer's data about a user: unusable data is dropped, and never prevents the login.</summary>
internal static class ExternalLoginPolicy
{
    public static StoredLogin ToStored(ExternalLogin login)
    {
        var email = UsableEmail(login);
        var (firstName, lastName) = (UsableName(login.FirstName), UsableName(login.LastName));
        // None of them can hold a NUL.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{email}\0{login.EmailVerified}\0{firstName}\0{lastName}\0{login.Role}"));
        return new StoredLogin(login.Issuer, login.Subject, email, email is not null && login.EmailVerified, firstName, lastName, login.Role, hash, login.SaidAt.UtcDateTime);
    }

    /// <summary>Returns the key of the account that the login leads to; null if it must not lead to one.</summary>
    public static string? LinkKey(ExternalLogin login) =>
        login.LinksByEmail && UsableEmail(login) is { } email ? EmailSyntax.ToKey(email) : null;

    private static string? UsableEmail(ExternalLogin login) => login.Email is { } email && EmailSyntax.IsAddress(email) ? email : null;

    private static string? UsableName(string? name) => !string.IsNullOrWhiteSpace(name) && NamePolicy.Check(name, "name") is null ? NameText.Tidy(name) : null;
}
