namespace EmailAgent.Mail.Mime;

/// <summary>The kinds of tokens of a structured field.</summary>
internal enum FieldToken : byte
{
    /// <summary>No token is left.</summary>
    End,

    /// <summary>A run of characters that are none of the others.</summary>
    Word,

    /// <summary>A quoted string, its quotes included.</summary>
    Quoted,

    /// <summary>A comment, its parentheses included.</summary>
    Comment,

    /// <summary>One of the characters ; = ,</summary>
    Mark,
}
