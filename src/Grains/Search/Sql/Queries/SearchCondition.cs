using System.Globalization;
using System.Text;
using EmailAgent.Search;
using EmailAgent.Search.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.Search.Queries;

/// <summary>
/// Compiles a query to a condition on <c>message_documents d</c>. Neighbouring words become one tsquery, so that the index
/// answers them at once; the rest is SQL around it. All values are parameters.
/// </summary>
internal sealed class SearchCondition
{
    private readonly List<NpgsqlParameter> _parameters;

    private SearchCondition(List<NpgsqlParameter> parameters) => _parameters = parameters;

    /// <param name="parameters">The statement's parameters so far (the first is the user id); those of the condition are added.</param>
    /// <returns>A condition; null when every message meets it.</returns>
    public static string? Compile(SearchNode query, List<NpgsqlParameter> parameters)
    {
        var compiler = new SearchCondition(parameters);
        return compiler.Sql(compiler.Visit(query));
    }

    private Part Visit(SearchNode node) => node switch
    {
        AllMail => Part.Everything,
        TextTerm term => new Part(TsQuery.OfTerm(term) ?? throw new InvalidOperationException("The parser refuses terms without a lexeme."), null),
        AddressTerm term => AddressQuery(term) is { } addresses ? new Part(addresses, null) : new Part(null, "false"),
        AllOf all => Combine(all.Parts, isAnd: true),
        AnyOf any => Combine(any.Parts, isAnd: false),
        Not not => Negate(Visit(not.Part)),
        _ => new Part(null, Leaf(node)),
    };

    private Part Combine(IReadOnlyList<SearchNode> nodes, bool isAnd)
    {
        var parts = nodes.Select(Visit).ToList();
        if (!isAnd && parts.Exists(part => part.IsEverything))
            return Part.Everything;

        parts.RemoveAll(part => part.IsEverything);
        var text = parts.Where(part => part.Text is not null).Select(part => part.Text!)
            .Aggregate((NpgsqlTsQuery?)null, (left, right) => left is null ? right : isAnd ? new NpgsqlTsQueryAnd(left, right) : new NpgsqlTsQueryOr(left, right));
        var conditions = parts.Where(part => part.Condition is not null).Select(part => part.Condition!).ToList();
        if (conditions.Count == 0)
            return new Part(text, null);

        if (text is not null)
            conditions.Insert(0, Match(text));
        return new Part(null, conditions.Count == 1 ? conditions[0] : "(" + string.Join(isAnd ? " AND " : " OR ", conditions) + ")");
    }

    private static Part Negate(Part part) =>
        part.IsEverything ? new Part(null, "false")
        : part.Text is { } text ? new Part(new NpgsqlTsQueryNot(text), null)
        : new Part(null, $"NOT {part.Condition}");

    private string? Sql(Part part) => part.Text is { } text ? Match(text) : part.Condition;

    private string Match(NpgsqlTsQuery text) => $"d.document @@ {Parameter(text)}";

    private string Leaf(SearchNode node) => node switch
    {
        PropertyTerm term => MessageCondition($"{(term.Value ? "" : "NOT ")}m.{(term.Property == MessageProperty.Read ? "is_read" : "is_starred")}"),
        LabelIdsTerm { Ids.Count: 0 } => "false",
        LabelIdsTerm term => MessageCondition($"m.label_ids && {Parameter<Guid[]>([.. term.Ids])}"),
        RolesTerm term => MessageCondition($"m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role = ANY ({Parameter(term.Roles)}))"),
        DateTerm { From: { } from } => $"d.date >= {Parameter(from)}",
        DateTerm { Before: { } before } => $"d.date < {Parameter(before)}",
        SizeTerm term => $"d.size {(term.IsLarger ? '>' : '<')} {Parameter(term.Bytes)}",
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no condition."),
    };

    // A scalar subquery, not EXISTS: it is evaluated for the matches of the words alone, and never becomes a join with all mail.
    private static string MessageCondition(string condition) =>
        $"(SELECT {condition} FROM messages m WHERE m.user_id = $1 AND m.id = d.message_id)";

    // The index has an address as a whole only in ASCII and up to a length; any other is a phrase of its words.
    private static NpgsqlTsQuery? AddressQuery(AddressTerm term) => term.Addresses
        .Select(address => Ascii.IsValid(address) && address.Length <= Tokenizer.MaxBytes && address.Contains('@', StringComparison.Ordinal)
            ? TsQuery.Of(FieldLexeme.Of(term.Field, address.ToLowerInvariant(), false))
            : TsQuery.OfTerm(new TextTerm(term.Field, address, IsQuoted: true, IsPrefix: false)))
        .OfType<NpgsqlTsQuery>()
        .Aggregate((NpgsqlTsQuery?)null, (left, right) => left is null ? right : new NpgsqlTsQueryOr(left, right));

    private string Parameter<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return "$" + _parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Part(NpgsqlTsQuery? Text, string? Condition)
    {
        public static readonly Part Everything = new(null, null);

        public bool IsEverything => Text is null && Condition is null;
    }
}
