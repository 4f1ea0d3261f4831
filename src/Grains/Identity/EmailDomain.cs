using System.Globalization;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// The domain of an address in the one form in which all its spellings are equal (RFC 5890): lower-case letters of their own scripts,
/// no punycode. A domain that only looks like another one is not accepted.
/// </summary>
internal static class EmailDomain
{
    private const string PunycodePrefix = "xn--";
    private const int MaxLabelLength = 63;
    private const int MaxLength = 253;

    // Full-width forms of ASCII, which input methods produce, are mapped to ASCII (UTS 46, section 4).
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';
    private const char IdeographicFullStop = '\u3002';
    private const char HalfWidthFullStop = '\uFF61';

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <returns>Null if it is not one, or imitates another.</returns>
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

        var isAcceptable = labels.All(label => !Lookalikes.ImitatesLatin(label, labels[^1])) && labels.Sum(label => LengthOf(label) + 1) <= MaxLength + 1;
        return isAcceptable ? string.Join('.', labels) : null;
    }

    /// <summary>Returns the length in octets of a label in the DNS, where letters beyond ASCII are punycode (RFC 5890, section 2.3.2.1).</summary>
    private static int LengthOf(string label)
    {
        try
        {
            return label.All(char.IsAscii) ? label.Length : Idn.GetAscii(label).Length;
        }
        catch (ArgumentException)
        {
            return int.MaxValue / 128; // too long for a label, or not one
        }
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
        label.Length > 0
        && LengthOf(label) <= MaxLabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => c == '-' || (char.IsLetterOrDigit(c) && !Lookalikes.IsCompatibilityForm(c)))
        && !Lookalikes.MixesScripts(label);
}
