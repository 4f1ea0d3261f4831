namespace EmailAgent.Grains.Identity;

/// <summary>What a new password needs; bound from the configuration section <c>Accounts:Passwords</c>. Passwords in use are not touched.</summary>
public sealed class PasswordOptions
{
    /// <summary>Fewest characters. Default: 8, the least that is allowed here; 15 is the recommendation for accounts without a second factor.</summary>
    public int MinLength { get; set; } = 8;

    /// <summary>Classes of characters make passwords harder to remember more than to guess, so none is required by default.</summary>
    public bool RequireUppercase { get; set; }

    public bool RequireLowercase { get; set; }

    public bool RequireDigit { get; set; }

    public bool RequireSymbol { get; set; }
}
