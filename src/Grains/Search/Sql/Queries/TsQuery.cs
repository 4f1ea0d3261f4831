using EmailAgent.Search.Queries;
using NpgsqlTypes;

namespace EmailAgent.Grains.Search.Queries;

/// <summary>The driver's form of queries of the index.</summary>
internal static class TsQuery
{
    public static NpgsqlTsQuery Of(IndexQuery query) => query switch
    {
        IndexLexeme lexeme => new NpgsqlTsQueryLexeme(lexeme.Text, NpgsqlTsQueryLexeme.Weight.None, lexeme.IsPrefix),
        BothOf both => new NpgsqlTsQueryAnd(Of(both.Left), Of(both.Right)),
        EitherOf either => new NpgsqlTsQueryOr(Of(either.Left), Of(either.Right)),
        PhraseOf phrase => new NpgsqlTsQueryFollowedBy(Of(phrase.First), phrase.Distance, Of(phrase.Second)),
        _ => throw new InvalidOperationException($"{query.GetType().Name} is not a query of the index."),
    };

    /// <summary>Returns the tsquery of a term; null if nothing in the term is indexed.</summary>
    public static NpgsqlTsQuery? OfTerm(TextTerm term) => TextQuery.Of(term) is { } query ? Of(query) : null;
}
