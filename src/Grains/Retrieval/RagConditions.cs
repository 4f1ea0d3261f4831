using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Retrieval;

/// <summary>The conditions of a question as those of a search.</summary>
internal static class RagConditions
{
    private const int MostWords = 30;

    /// <summary>Returns the conditions of filters. Refused for a filter that contains nothing to search for.</summary>
    /// <returns>Exactly one of the two is set.</returns>
    public static (SearchNode? Conditions, Problem? Problem) OfFilters(RagFilters? filters)
    {
        var conditions = new List<SearchNode>();
        var problem = Problem.Combine(
            AddPerson(conditions, FieldTag.From, filters?.From, "filters.from"),
            AddPerson(conditions, FieldTag.To, filters?.To, "filters.to"));
        if (filters?.Label is { } label)
            conditions.Add(new LabelTerm(label, 0));
        AddTime(conditions, filters?.After, filters?.Before);
        if (filters?.HasAttachment is { } hasAttachment)
        {
            var term = new TextTerm(FieldTag.Has, "attachment", IsQuoted: true, IsPrefix: false);
            conditions.Add(hasAttachment ? term : new Not(term));
        }

        return problem is null ? (new AllOf(conditions), null) : (null, problem);
    }

    /// <summary>Returns the conditions that a question names itself.</summary>
    public static SearchNode OfQuestion(MailQuestion question)
    {
        var conditions = new List<SearchNode>();
        AddPerson(conditions, FieldTag.From, question.Sender, "query");
        AddTime(conditions, question.From, question.Before);
        return new AllOf(conditions);
    }

    /// <summary>Returns the words of a question that the index has.</summary>
    public static IReadOnlyList<TextTerm> WordsOf(MailQuestion question) =>
    [
        .. TermScanner.Scan(question.Text).Where(term => !CommonWords.Include(term.Stem))
            .Select(term => new TextTerm(FieldTag.None, question.Text.Substring(term.Start, term.Length), IsQuoted: false, IsPrefix: false))
            .Where(term => TextQuery.Of(term) is not null)
            .Take(MostWords),
    ];

    private static Problem? AddPerson(List<SearchNode> conditions, FieldTag field, string? name, string source)
    {
        if (name is null)
            return null;
        var term = new TextTerm(field, name, IsQuoted: true, IsPrefix: false);
        if (TextQuery.Of(term) is null)
            return new Problem(ProblemCodes.Invalid, "The value contains nothing to search for.", source);
        conditions.Add(term);
        return null;
    }

    private static void AddTime(List<SearchNode> conditions, DateTimeOffset? from, DateTimeOffset? before)
    {
        if (from is { } first)
            conditions.Add(new DateTerm(first.ToUniversalTime(), null));
        if (before is { } end)
            conditions.Add(new DateTerm(null, end.ToUniversalTime()));
    }
}
