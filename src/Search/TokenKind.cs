namespace EmailAgent.Search;

internal enum TokenKind
{
    /// <summary>A run of letters and digits; at most one of them is at each position.</summary>
    Word,

    /// <summary>A word of ASCII letters only, which is stemmed.</summary>
    PlainWord,

    /// <summary>An e-mail address, host, file name or a name such as AT&amp;T as a whole; its words have been tokens before it.</summary>
    Compound,

    /// <summary>Two neighbouring characters of a script written without spaces.</summary>
    Bigram,

    /// <summary>The last character of such a run.</summary>
    LastCharacter,

    /// <summary>An emoji or another symbol beyond ASCII; it takes no position, so that phrases reach over it.</summary>
    Symbol,
}
