using System.Text;
using NpgsqlTypes;

namespace EmailAgent.Storage.Search.Queries;

/// <summary>Words and phrases as tsqueries, through the same tokenizer and stemmer that made the documents.</summary>
internal static class TextQuery
{
    /// <summary>The tsquery of a term; null when it holds nothing that is indexed, so that it matches everything.</summary>
    public static NpgsqlTsQuery? Of(TextTerm term)
    {
        var parts = new List<(NpgsqlTsQuery Query, int Position)>();
        NpgsqlTsQuery? whole = null;
        var tokens = new Tokenizer(term.Text, new byte[Tokenizer.BufferSize]);
        var inRun = false;
        while (tokens.MoveNext())
        {
            var isLast = term.IsPrefix && tokens.End >= term.Text.AsSpan().TrimEnd('*').Length;
            var raw = Encoding.UTF8.GetString(tokens.Bytes);
            switch (tokens.Kind)
            {
                case TokenKind.Compound:
                    // A word that is an address or a host as a whole is in the index as such.
                    if (!term.IsQuoted && !term.IsPrefix && whole is null && IsAll(term.Text, tokens.Start, tokens.End))
                        whole = Lexeme(term.Field, raw, false);
                    break;
                case TokenKind.Bigram:
                    inRun = true;
                    parts.Add((Lexeme(term.Field, raw, false), tokens.Position));
                    break;
                case TokenKind.LastCharacter:
                    // After a pair it adds nothing; alone it is the beginning of pairs.
                    if (!inRun)
                        parts.Add((Lexeme(term.Field, raw, true), tokens.Position));
                    inRun = false;
                    break;
                default:
                    if (Word(term.Field, raw, tokens.Kind, ref tokens, isLast) is { } word)
                        parts.Add((word, tokens.Position));
                    break;
            }
        }

        var phrase = Phrase(parts);
        return whole is null ? phrase : phrase is null ? whole : new NpgsqlTsQueryOr(whole, phrase);
    }

    private static NpgsqlTsQuery? Word(FieldTag field, string raw, TokenKind kind, ref Tokenizer token, bool isPrefix)
    {
        var lexeme = TokenLexeme.Of(token.Bytes, kind);
        if (isPrefix)
            return lexeme.IsEmpty ? Lexeme(field, raw, true) : new NpgsqlTsQueryOr(Lexeme(field, raw, true), Lexeme(field, Encoding.UTF8.GetString(lexeme), false));
        return lexeme.IsEmpty ? null : Lexeme(field, Encoding.UTF8.GetString(lexeme), false);
    }

    private static bool IsAll(string text, int start, int end) =>
        !text.AsSpan(0, start).ContainsAnyInRange('0', 'z') && !text.AsSpan(end).ContainsAnyInRange('0', 'z');

    private static NpgsqlTsQueryLexeme Lexeme(FieldTag field, string text, bool isPrefix) =>
        new(field == FieldTag.None ? text : $"{(char)field}/{text}", NpgsqlTsQueryLexeme.Weight.None, isPrefix);

    private static NpgsqlTsQuery? Phrase(List<(NpgsqlTsQuery Query, int Position)> parts)
    {
        if (parts.Count == 0)
            return null;

        var (phrase, position) = parts[0];
        foreach (var part in parts.Skip(1))
        {
            phrase = new NpgsqlTsQueryFollowedBy(phrase, (short)Math.Min(part.Position - position, short.MaxValue), part.Query);
            position = part.Position;
        }

        return phrase;
    }
}
