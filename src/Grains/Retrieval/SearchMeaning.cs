using EmailAgent.Search;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Retrieval;

/// <summary>A query taken apart: its plain words, whose meaning is compared, and its conditions.</summary>
/// <param name="Words">The plain words as terms; none if the query has only conditions.</param>
/// <param name="Filter">Everything else: operators, phrases, prefixes and negations.</param>
internal sealed record SearchMeaning(IReadOnlyList<TextTerm> Words, SearchNode Filter)
{
    /// <summary>Gets the plain words in their order.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    public static SearchMeaning Of(SearchNode query)
    {
        var words = new List<TextTerm>();
        var conditions = new List<SearchNode>();
        Collect(query, words, conditions);
        return new SearchMeaning(words, new AllOf(conditions));
    }

    private static void Collect(SearchNode node, List<TextTerm> words, List<SearchNode> conditions)
    {
        if (node is AllOf all)
        {
            foreach (var part in all.Parts)
                Collect(part, words, conditions);
        }
        else if (node is TextTerm word && IsPlain(word))
        {
            words.Add(word);
        }
        else if (node is AnyOf { Parts: var parts } && parts.All(part => part is TextTerm alternative && IsPlain(alternative)))
        {
            words.AddRange(parts.Cast<TextTerm>());
        }
        else
        {
            conditions.Add(node);
        }
    }

    private static bool IsPlain(TextTerm term) => term is { Field: FieldTag.None, IsQuoted: false, IsPrefix: false };
}
