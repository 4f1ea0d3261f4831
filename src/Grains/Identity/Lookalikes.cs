using System.Buffers;

namespace EmailAgent.Grains.Identity;

/// <summary>Recognizes letters that imitate others.</summary>
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
        ('\u0374', '\u0374'), // Greek signs
        ('\u037A', '\u037A'),
        ('\u03D0', '\u03D6'), // Greek symbols
        ('\u03F0', '\u03F2'),
        ('\u03F4', '\u03F5'),
        ('\u03F9', '\u03F9'),
        ('\u0587', '\u0587'), // Armenian ligature
        ('\u0675', '\u0678'), // Arabic letters with a high hamza
        ('\u0958', '\u095F'), // Indic letters that stand for two characters
        ('\u09DC', '\u09DD'),
        ('\u09DF', '\u09DF'),
        ('\u0A33', '\u0A33'),
        ('\u0A36', '\u0A36'),
        ('\u0A59', '\u0A5B'),
        ('\u0A5E', '\u0A5E'),
        ('\u0B5C', '\u0B5D'),
        ('\u0E33', '\u0E33'), // the same in Thai and Lao
        ('\u0EB3', '\u0EB3'),
        ('\u0EDC', '\u0EDD'),
        ('\u0F43', '\u0F43'), // and in Tibetan
        ('\u0F4D', '\u0F4D'),
        ('\u0F52', '\u0F52'),
        ('\u0F57', '\u0F57'),
        ('\u0F5C', '\u0F5C'),
        ('\u0F69', '\u0F69'),
        ('\u10FC', '\u10FC'), // Georgian modifier letter
        ('\u1100', '\u11FF'), // parts of Hangul syllables
        ('\u1D2C', '\u1D6A'), // phonetic modifiers
        ('\u1D78', '\u1D78'),
        ('\u1D9B', '\u1DBF'),
        ('\u1E9A', '\u1E9B'), // a with a half ring, long s with a dot
        ('\u1F71', '\u1F71'), // Greek vowels that look like other letters
        ('\u1F73', '\u1F73'),
        ('\u1F75', '\u1F75'),
        ('\u1F77', '\u1F77'),
        ('\u1F79', '\u1F79'),
        ('\u1F7B', '\u1F7B'),
        ('\u1F7D', '\u1F7D'),
        ('\u1FBE', '\u1FBE'),
        ('\u1FD3', '\u1FD3'),
        ('\u1FE3', '\u1FE3'),
        ('\u2070', '\u209C'), // superscripts and subscripts
        ('\u2100', '\u218F'), // letterlike symbols, number forms
        ('\u2460', '\u24FF'), // enclosed letters
        ('\u2C7C', '\u2C7D'),
        ('\u2D6F', '\u2D6F'), // Tifinagh modifier letter
        ('\u309F', '\u309F'), // kana digraphs
        ('\u30FF', '\u30FF'),
        ('\u3131', '\u318E'), // Hangul letters apart from syllables
        ('\u3192', '\u319F'),
        ('\u3200', '\u33FF'), // enclosed and squared
        ('\uA69C', '\uA69D'),
        ('\uA770', '\uA770'),
        ('\uA7F2', '\uA7F9'),
        ('\uAB5C', '\uAB5F'),
        ('\uAB69', '\uAB69'),
        ('\uF900', '\uFAFF'), // compatibility ideographs
        ('\uFB00', '\uFDFF'), // ligatures, Arabic presentation forms
        ('\uFE70', '\uFEFF'),
        ('\uFF00', '\uFFEF'), // full-width and half-width forms
    ];

    /// <summary>Small letters that look like Latin ones: Cyrillic, Greek and Armenian, as browsers list them (Chromium's whole-script confusables).</summary>
    private static readonly SearchValues<char> LatinLookalikes = SearchValues.Create(
        "\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u0517\u051B\u0455\u051D\u0445\u0443\u044A\u044C\u04BD\u043F\u0433\u0475\u0461"
        + "\u03B1\u03B9\u03BA\u03BD\u03C1\u03C5\u03C9\u03B7\u03BF\u03C0\u03C4"
        + "\u0561\u0563\u0566\u0570\u0575\u0578\u057D\u0581\u0584\u0585");

    /// <summary>Returns whether a character is a variant of others.</summary>
    public static bool IsCompatibilityForm(char c) => c >= CompatibilityForms[0].First && CompatibilityForms.Any(block => c >= block.First && c <= block.Last);

    /// <summary>Returns whether a word mixes letters of scripts that look alike: Latin, Greek, Cyrillic, Armenian, Cherokee.</summary>
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

    /// <summary>
    /// Returns whether a word consists of letters of another script that look like Latin ones, under a top-level domain that is not
    /// of that script, where users do not expect them.
    /// </summary>
    public static bool ImitatesLatin(string word, string topLevel)
    {
        var script = ScriptOf(word);
        return script is not (AlikeScript.None or AlikeScript.Latin)
            && script != ScriptOf(topLevel)
            && word.All(c => !char.IsLetter(c) || script == AlikeScript.Cherokee || LatinLookalikes.Contains(c));
    }

    private static AlikeScript ScriptOf(string word) => word.Select(ScriptOf).FirstOrDefault(script => script != AlikeScript.None);

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
