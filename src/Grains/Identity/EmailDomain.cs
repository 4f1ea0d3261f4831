using System.Globalization;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// The domain of an address in the one form in which all its spellings are equal (RFC 5890): lower-case letters of their own scripts, no
/// punycode. What looks like another domain without being one is not accepted.
/// </summary>
internal static class EmailDomain
{
    private const string PunycodePrefix = "xn--";
    private const int MaxLabelLength = 63;

    // Full-width forms of ASCII, which input methods produce, are what they look like (UTS 46, section 4).
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';
    private const char IdeographicFullStop = '\u3002';
    private const char HalfWidthFullStop = '\uFF61';

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Normalizes a domain.</summary>
    /// <returns>Null when it is not one, or imitates another.</returns>
    public static string? Normalize(string domain)
    {
        var labels = string.Concat(domain.Select(ToPlain)).ToLowerInvariant().Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (Decode(labels[i]) is not { } label || !IsLabel(label))
            {
                return null;
            }

            labels[i] = label;
        }

        return string.Join('.', labels);
    }

    private static char ToPlain(char c) => c switch
    {
        >= FirstFullWidth and <= LastFullWidth => (char)(c - FullWidthOffset),
        IdeographicFullStop or HalfWidthFullStop => '.',
        _ => c,
    };

    /// <returns>Null for punycode that stands for nothing, or for what needs none.</returns>
    private static string? Decode(string label)
    {
        if (!label.StartsWith(PunycodePrefix, StringComparison.Ordinal))
        {
            return label;
        }

        try
        {
            var decoded = Idn.GetUnicode(label).ToLowerInvariant();
            return decoded.All(char.IsAscii) ? null : decoded;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => c == '-' || (char.IsLetterOrDigit(c) && !Lookalikes.IsCompatibilityForm(c)))
        && !Lookalikes.MixesScripts(label);
}
