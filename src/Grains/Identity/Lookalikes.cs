namespace EmailAgent.Grains.Identity;

/// <summary>Recognizes letters that are there to look like others.</summary>
internal static class Lookalikes
{
    /// <summary>
    /// Blocks of Unicode whose letters and digits are variants of other characters. Compatibility normalization (NFKC) would replace them,
    /// and domains have none of them (RFC 5892, section 2.2).
    /// </summary>
    private static readonly (char First, char Last)[] CompatibilityForms =
    [
        ('\u00AA', '\u00AA'), // feminine ordinal
        ('\u00B2', '\u00B3'), // superscript digits
        ('\u00B5', '\u00B5'), // micro
        ('\u00B9', '\u00BA'), // superscript one, masculine ordinal
        ('\u0132', '\u0133'), // ligature ij
        ('\u013F', '\u0140'), // l with middle dot
        ('\u0149', '\u0149'), // n preceded by an apostrophe
        ('\u017F', '\u017F'), // long s
        ('\u01C4', '\u01CC'), // digraphs
        ('\u01F1', '\u01F3'), // digraphs
        ('\u02B0', '\u02B8'), // modifier letters
        ('\u02E0', '\u02E4'),
        ('\u03D0', '\u03D6'), // Greek symbols
        ('\u03F0', '\u03F2'),
        ('\u03F4', '\u03F5'),
        ('\u03F9', '\u03F9'),
        ('\u1D2C', '\u1D6A'), // phonetic modifiers
        ('\u1D78', '\u1D78'),
        ('\u1D9B', '\u1DBF'),
        ('\u2070', '\u209C'), // superscripts and subscripts
        ('\u2100', '\u218F'), // letterlike symbols, number forms
        ('\u2460', '\u24FF'), // enclosed letters
        ('\u2C7C', '\u2C7D'),
        ('\u3131', '\u318E'), // Hangul letters apart from syllables
        ('\u3192', '\u319F'),
        ('\u3200', '\u33FF'), // enclosed and squared
        ('\uA69C', '\uA69D'),
        ('\uA770', '\uA770'),
        ('\uA7F2', '\uA7F9'),
        ('\uAB5C', '\uAB5F'),
        ('\uF900', '\uFAFF'), // compatibility ideographs
        ('\uFB00', '\uFDFF'), // ligatures, Arabic presentation forms
        ('\uFE70', '\uFEFF'),
        ('\uFF00', '\uFFEF'), // full-width and half-width forms
    ];

    /// <summary>Whether a character is a variant of others.</summary>
    public static bool IsCompatibilityForm(char c) => c >= CompatibilityForms[0].First && CompatibilityForms.Any(block => c >= block.First && c <= block.Last);

    /// <summary>Whether a word has letters of more than one of the scripts whose letters look alike: Latin, Greek, Cyrillic, Armenian, Cherokee.</summary>
    public static bool MixesScripts(string word)
    {
        var first = AlikeScript.None;
        foreach (var c in word)
        {
            var script = ScriptOf(c);
            if (script != AlikeScript.None && first != AlikeScript.None && script != first)
            {
                return true;
            }

            first = script == AlikeScript.None ? first : script;
        }

        return false;
    }

    private static AlikeScript ScriptOf(char c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\u00C0' and <= '\u024F' or >= '\u0250' and <= '\u02AF' or >= '\u1E00' and <= '\u1EFF' => AlikeScript.Latin,
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => AlikeScript.Greek,
        >= '\u0400' and <= '\u052F' or >= '\u1C80' and <= '\u1C8F' or >= '\u2DE0' and <= '\u2DFF' or >= '\uA640' and <= '\uA69F' => AlikeScript.Cyrillic,
        >= '\u0530' and <= '\u058F' => AlikeScript.Armenian,
        >= '\u13A0' and <= '\u13FF' or >= '\uAB70' and <= '\uABBF' => AlikeScript.Cherokee,
        _ => AlikeScript.None,
    };

    private enum AlikeScript
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Cherokee,
    }
}
