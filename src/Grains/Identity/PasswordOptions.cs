namespace EmailAgent.Grains.Identity;

/// <summary>
/// Rules for new passwords; bound from the configuration section <c>Accounts:Passwords</c>. Existing passwords are not affected.
/// </summary>
internal sealed class PasswordOptions
{
    public const string Section = "Accounts:Passwords";

    /// <summary>
    /// Minimum number of characters, at least 8; 15 is recommended for accounts without a second factor. Default: 8.
    /// </summary>
    public int MinLength { get; set; } = 8;

    // Classes of characters make passwords harder to remember more than to guess, so none is required by default.

    /// <summary>Requires an upper-case letter. Default: false.</summary>
    public bool RequireUppercase { get; set; }

    /// <summary>Requires a lower-case letter. Default: false.</summary>
    public bool RequireLowercase { get; set; }

    /// <summary>Requires a digit. Default: false.</summary>
    public bool RequireDigit { get; set; }

    /// <summary>Requires a character that is neither letter nor digit. Default: false.</summary>
    public bool RequireSymbol { get; set; }
}
