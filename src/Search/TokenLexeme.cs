namespace EmailAgent.Search;

/// <summary>Converts tokens to their form in the index.</summary>
internal static class TokenLexeme
{
    /// <summary>Returns the lexeme of a token, in the token's own buffer; empty for words that are not indexed.</summary>
    public static Span<byte> Of(Span<byte> token, TokenKind kind)
    {
        if (kind != TokenKind.PlainWord)
            return token;
        return StopWords.Contains(token) ? [] : token[..EnglishStemmer.Stem(token)];
    }
}
