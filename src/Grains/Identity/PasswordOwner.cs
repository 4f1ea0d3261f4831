namespace EmailAgent.Grains.Identity;

/// <summary>Facts easily known about an account's owner, which are therefore no password.</summary>
internal sealed record PasswordOwner(string? Email, string? FirstName, string? LastName)
{
    // Shorter ones are in too many innocent passwords.
    private const int MinLength = 4;

    public static PasswordOwner Of(UserRow user) => new(user.Email, user.FirstName, user.LastName);

    /// <summary>Returns whether a password contains the owner's address, the part of it before the @, or a name.</summary>
    public bool IsIn(string password) =>
        new[] { Email, Email?[..Math.Max(0, Email.LastIndexOf('@'))], FirstName, LastName }
            .Any(word => word is { Length: >= MinLength } && password.Contains(word, StringComparison.OrdinalIgnoreCase));
}
