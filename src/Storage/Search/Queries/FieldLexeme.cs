using NpgsqlTypes;

namespace EmailAgent.Storage.Search.Queries;

/// <summary>Lexemes as a query names them.</summary>
internal static class FieldLexeme
{
    /// <summary>The lexeme itself, or its copy with the mark of a field.</summary>
    public static NpgsqlTsQueryLexeme Of(FieldTag field, string text, bool isPrefix) =>
        new(field == FieldTag.None ? text : $"{(char)field}/{text}", NpgsqlTsQueryLexeme.Weight.None, isPrefix);
}
