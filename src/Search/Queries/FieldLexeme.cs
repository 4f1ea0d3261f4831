namespace EmailAgent.Search.Queries;

/// <summary>Lexemes as a query names them.</summary>
internal static class FieldLexeme
{
    /// <summary>Returns the lexeme, marked for a field if there is one.</summary>
    public static IndexLexeme Of(FieldTag field, string text, bool isPrefix) =>
        new(field == FieldTag.None ? text : $"{(char)field}/{text}", isPrefix);
}
