namespace EmailAgent.Search;

/// <summary>Latin letters with accents, strokes or joined together, as plain ASCII letters.</summary>
/// <remarks>The tables are the letters that Unicode's compatibility decomposition yields without its marks, and the usual spelling of those without one (ø, ł, ß).</remarks>
internal static class LatinFolding
{
    private const char FirstLow = '\u00C0';
    private const char FirstHigh = '\u1E00';

    // One letter for each code point from U+00C0; a capital begins a pair, a dash means the character stays as it is.
    private const string Low =
        "aaaaaaAceeeeiiiidnooooo-ouuuuyTSaaaaaaAceeeeiiiidnooooo-ouuuuyTy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll"
        + "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
        + "b----------------ff-------------oo-------------uu---------------"
        + "----DDDLLLNNNaaiioouuuuuuuuuu-aaaa----ggkkoooo--jDDDgg--nnaa----"
        + "aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------"
        + "----------------";

    // The same from U+1E00.
    private const string High =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwy-s--S-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

    /// <summary>Returns the one or two ASCII letters of a character; zeros if it has none.</summary>
    public static (byte First, byte Second) Fold(char c)
    {
        var letter = c >= FirstHigh && c - FirstHigh < High.Length ? High[c - FirstHigh]
            : c >= FirstLow && c - FirstLow < Low.Length ? Low[c - FirstLow]
            : '-';
        if (letter is '-')
            return default;

        return char.IsAsciiLetterLower(letter) ? ((byte)letter, (byte)0) : ((byte)(letter | 0x20), SecondOf(c));
    }

    private static byte SecondOf(char c) => c switch
    {
        '\u00C6' or '\u00E6' => (byte)'e', // ae
        '\u00DE' or '\u00FE' => (byte)'h', // th
        '\u00DF' or '\u1E9E' => (byte)'s', // ss
        '\u0132' or '\u0133' => (byte)'j', // ij
        '\u0152' or '\u0153' => (byte)'e', // oe
        '\u01C4' or '\u01C5' or '\u01C6' or '\u01F1' or '\u01F2' or '\u01F3' => (byte)'z', // dz
        '\u01C7' or '\u01C8' or '\u01C9' => (byte)'j', // lj
        '\u01CA' or '\u01CB' or '\u01CC' => (byte)'j', // nj
        _ => 0,
    };
}
