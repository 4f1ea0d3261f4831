using EmailAgent.Storage.Identity;

namespace EmailAgent.Grains.Identity;

/// <summary>What is easily known of an account's owner, and therefore no password.</summary>
internal sealed record PasswordOwner(string? Email, string? FirstName, string? LastName)
{
    // Shorter ones are in too many innocent passwords.
    private const int MinLength = 4;

    public static PasswordOwner Of(UserRow user) => new(user.Email, user.FirstName, user.LastName);

    /// <summary>Whether a password holds the owner's address, the part of it before the @, or a name.</summary>
    public bool IsIn(string password) =>
        new[] { Email, Email?[..Math.Max(0, Email.LastIndexOf('@'))], FirstName, LastName }
            .Any(word => word is { Length: >= MinLength } && password.Contains(word, StringComparison.OrdinalIgnoreCase));
}
