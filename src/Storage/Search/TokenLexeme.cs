namespace EmailAgent.Storage.Search;

/// <summary>From tokens to what the index holds of them.</summary>
internal static class TokenLexeme
{
    /// <summary>The lexeme of a token, in the token's own buffer; empty for words that are not indexed.</summary>
    public static Span<byte> Of(Span<byte> token, TokenKind kind)
    {
        if (kind != TokenKind.PlainWord)
            return token;
        return StopWords.Contains(token) ? [] : token[..EnglishStemmer.Stem(token)];
    }
}
