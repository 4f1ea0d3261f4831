using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// Rules for passwords: length counts, and what attackers guess first is refused (NIST SP 800-63B, section 3.1.1.2; OWASP ASVS 5,
/// chapter 6.2).
/// </summary>
internal sealed class PasswordPolicy(IOptions<PasswordOptions> options)
{
    /// <summary>Number of characters. Bounds the cost of hashing; far above the passwords of password managers.</summary>
    public const int MaxLength = 256;

    private const string Product = "emailagent";

    /// <returns>Null if the password is acceptable; otherwise a problem with every rule that it does not meet.</returns>
    public Problem? Check(string password, PasswordOwner owner, string field) =>
        Unmet(password, owner).ToList() is { Count: > 0 } reasons
            ? new Problem(ProblemCodes.Invalid, reasons.Count == 1 ? reasons[0] : "The password breaks several rules; see errors.", field, reasons)
            : null;

    private IEnumerable<string> Unmet(string password, PasswordOwner owner)
    {
        var rules = options.Value;
        var length = password.EnumerateRunes().Count();
        if (length < rules.MinLength)
            yield return $"The password needs at least {rules.MinLength} characters.";
        if (length > MaxLength)
            yield return $"The password can have at most {MaxLength} characters.";
        if (rules.RequireUppercase && !password.Any(char.IsUpper))
            yield return "The password needs an uppercase letter.";
        if (rules.RequireLowercase && !password.Any(char.IsLower))
            yield return "The password needs a lowercase letter.";
        if (rules.RequireDigit && !password.Any(char.IsDigit))
            yield return "The password needs a digit.";
        if (rules.RequireSymbol && password.All(char.IsLetterOrDigit))
            yield return "The password needs a character that is neither letter nor digit.";
        if (CommonPasswords.Contain(password))
            yield return "The password is too common.";
        if (owner.IsIn(password) || password.Contains(Product, StringComparison.OrdinalIgnoreCase))
            yield return "The password must not contain your address, your name or the name of this product.";
    }
}
