using System.Text;
using System.Text.RegularExpressions;

namespace EmailAgent.Intelligence.Masking;

/// <summary>Masks secrets in text before it leaves the machine. What only looks like a secret is masked, too: a model misses little by it.</summary>
internal static partial class TextMask
{
    /// <summary>Returns the text with each secret replaced by its kind in brackets, such as <c>[password]</c>.</summary>
    public static string Apply(string text)
    {
        var masked = new StringBuilder(text.Length);
        var end = 0;
        foreach (var secret in Find(text))
        {
            masked.Append(text, end, secret.Start - end).Append('[').Append(secret.Kind).Append(']');
            end = secret.End;
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Returns the secrets in their order. None overlaps another.</summary>
    public static IReadOnlyList<FoundSecret> Find(string text)
    {
        var found = new List<FoundSecret>();
        Add(found, KeyBlock().EnumerateMatches(text), SecretKinds.Key);
        Add(found, Keys().EnumerateMatches(text), SecretKinds.Key);
        AddValues(found, Passwords().Matches(text), SecretKinds.Password);
        AddValues(found, Codes().Matches(text), SecretKinds.Code);
        AddValues(found, CodesBefore().Matches(text), SecretKinds.Code);
        Add(found, Accounts().EnumerateMatches(text), SecretKinds.Account);
        AddValues(found, NamedAccounts().Matches(text), SecretKinds.Account);
        found.AddRange(CardNumbers.Find(text));
        return Apart(found);
    }

    private static void Add(List<FoundSecret> found, Regex.ValueMatchEnumerator matches, string kind)
    {
        foreach (var match in matches)
            found.Add(new(match.Index, match.Length, kind));
    }

    private static void AddValues(List<FoundSecret> found, MatchCollection matches, string kind) =>
        found.AddRange(matches.Select(match => match.Groups["value"]).Select(value => new FoundSecret(value.Index, value.Length, kind)));

    // Of secrets that overlap, the first, and of these the longest, covers all of them.
    private static List<FoundSecret> Apart(List<FoundSecret> found)
    {
        var apart = new List<FoundSecret>();
        foreach (var secret in found.OrderBy(secret => secret.Start).ThenByDescending(secret => secret.Length))
        {
            if (apart.Count == 0 || secret.Start >= apart[^1].End)
                apart.Add(secret);
            else if (secret.End > apart[^1].End)
                apart[^1] = apart[^1] with { Length = secret.End - apart[^1].Start };
        }

        return apart;
    }

    [GeneratedRegex(@"-----BEGIN [A-Z ]*(PRIVATE KEY|PGP MESSAGE)[A-Z ]*-----[^-]*(-----END [A-Z ]*-----)?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyBlock();

    // Prefixes by which services mark their keys, tokens of JSON (RFC 7519), and long runs of hexadecimal digits.
    [GeneratedRegex(@"\b(sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abpr]|whsec|AKIA|ASIA|AIza|ya29|EAAC|ea_live)[-_.]?[A-Za-z0-9_\-.]{12,}|\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{4,}(\.[A-Za-z0-9_\-]*)?|\b[0-9a-fA-F]{32,}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\b(password|passwd|pwd|passphrase|passwort|kennwort|mot de passe|mdp|contraseña|clave|lösenord)\b\s{0,3}(is|ist|lautet|est|es|är)?\s{0,3}[:=]?\s{0,3}[""'„“«]?(?<value>[^\s""'“”»]{4,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Passwords();

    [GeneratedRegex(@"\b(code|pin|tan|otp|passcode|token|kode|código|kod|bestätigungscode|sicherheitscode|verification|einmalcode)\b[^\n\d]{0,40}?(?<value>\b([A-Z]-)?\d{3,8}([ -]\d{2,4})?\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Codes();

    [GeneratedRegex(@"\b(?<value>\d{4,8})\b\s{1,3}(is your|ist ihr|ist dein|est votre|es tu|es su|är din)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CodesBefore();

    // IBAN: ISO 13616.
    [GeneratedRegex(@"\b[A-Z]{2}\d{2}[ ]?([A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{0,4}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Accounts();

    [GeneratedRegex(@"\b(account|konto|kontonummer|compte|cuenta|sort code|routing|iban|blz)\b(?: (?:number|no\.?|nr\.?))?\s{0,3}[:#=]?\s{0,3}(?<value>\d[\d \-]{5,24}\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamedAccounts();
}
