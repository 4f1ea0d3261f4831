using Fluid;
using Fluid.Ast;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>
/// The check of a parsed template. It replaces outputs, variables and ranges by those that count, and collects the variables that the
/// template reads and does not set itself.
/// </summary>
internal sealed class TemplateRewriter : AstRewriter
{
    // Evaluation is as recursive as the tree is deep: chains of operators and filters make it deep without any nesting.
    private const int MaxDepth = 100;
    private const int MaxNodes = 5_000;

    // Set by loops.
    private readonly HashSet<string> _local = new(StringComparer.OrdinalIgnoreCase) { "forloop", "parentloop" };
    private readonly SortedSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    private int _depth;
    private int _nodes;

    /// <summary>Gets the names of the variables that have to be given.</summary>
    public IReadOnlyList<string> Variables => [.. _read.Where(name => !_local.Contains(name))];

    /// <exception cref="ParseException">A limit is reached.</exception>
    public override Statement Visit(Statement statement)
    {
        Enter();
        var rewritten = base.Visit(statement);
        _depth--;
        return rewritten;
    }

    /// <exception cref="ParseException">A limit is reached.</exception>
    public override Expression Visit(Expression expression)
    {
        Enter();
        var rewritten = base.Visit(expression);
        _depth--;
        return rewritten;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _local.Add(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _local.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Statement VisitOutputStatement(OutputStatement outputStatement) => new MeteredOutput(Visit(outputStatement.Expression));

    protected override Expression VisitFilterExpression(FilterExpression filterExpression) => LiquidFilters.IsKnown(filterExpression.Name)
        ? base.VisitFilterExpression(filterExpression)
        : throw new ParseException($"There is no filter {filterExpression.Name}.");

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        new MeteredRange((RangeExpression)base.VisitRangeExpression(rangeExpression));

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments[0] is IdentifierSegment first)
            _read.Add(first.Identifier);
        List<MemberSegment> segments =
            [.. memberExpression.Segments.Select(segment => segment is IndexerSegment indexer ? new IndexerSegment(Visit(indexer.Expression)) : segment)];
        return new MeteredMember(new MemberExpression(segments));
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
            throw new ParseException($"It must not be nested deeper than {MaxDepth} levels.");
        if (++_nodes > MaxNodes)
            throw new ParseException("It is too long.");
    }
}
