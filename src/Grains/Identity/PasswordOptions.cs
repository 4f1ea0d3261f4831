namespace EmailAgent.Grains.Identity;

/// <summary>What a new password needs; bound from the configuration section <c>Accounts:Passwords</c>. Passwords in use are not touched.</summary>
public sealed class PasswordOptions
{
    /// <summary>Fewest characters; 8 at least, and 15 are recommended for accounts without a second factor. Default: 8.</summary>
    public int MinLength { get; set; } = 8;

    // Classes of characters make passwords harder to remember more than to guess, so none is required by default.

    /// <summary>Whether there must be an upper-case letter. Default: false.</summary>
    public bool RequireUppercase { get; set; }

    /// <summary>Whether there must be a lower-case letter. Default: false.</summary>
    public bool RequireLowercase { get; set; }

    /// <summary>Whether there must be a digit. Default: false.</summary>
    public bool RequireDigit { get; set; }

    /// <summary>Whether there must be a character that is neither letter nor digit. Default: false.</summary>
    public bool RequireSymbol { get; set; }
}
