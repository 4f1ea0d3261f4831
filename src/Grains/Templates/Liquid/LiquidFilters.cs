using Fluid;
using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The filters that templates can use, each with limits on what it is given and what it makes.</summary>
internal static class LiquidFilters
{
    private const int LongestFormat = 100;
    private const int LongestWidth = 2;

    private static readonly string[] Names =
    [
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "concat", "date", "default", "divided_by", "downcase", "escape",
        "escape_once", "find", "find_index", "first", "floor", "has", "join", "last", "lstrip", "map", "minus", "modulo", "newline_to_br", "plus",
        "prepend", "raw", "reject", "remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last", "reverse", "round", "rstrip",
        "size", "slice", "sort", "sort_natural", "split", "strip", "strip_newlines", "sum", "times", "truncate", "truncatewords", "uniq", "upcase",
        "url_decode", "url_encode", "where",
    ];

    /// <summary>Replaces the filters of an engine.</summary>
    public static void Restrict(FilterCollection filters)
    {
        var known = new Dictionary<string, FilterDelegate>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (filters.TryGetValue(name, out var filter))
                known[name] = filter;
        }

        filters.Clear();
        foreach (var (name, filter) in known)
            filters.AddFilter(name, Limit(name, filter));
    }

    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.Ordinal);

    private static FilterDelegate Limit(string name, FilterDelegate filter) => async (input, arguments, context) =>
    {
        var budget = RenderContext.BudgetOf(context);
        budget.Step();
        budget.CheckTime();
        RenderBudget.Check(input);
        for (var i = 0; i < arguments.Count; i++)
            RenderBudget.Check(arguments.At(i));
        if (Expected(name, input, arguments) > RenderBudget.MaxText)
            throw new RenderLimitException($"The filter {name} would make a value longer than {RenderBudget.MaxText} characters.");
        return RenderBudget.Check(await filter(input, arguments, context));
    };

    /// <summary>Returns the characters that a filter makes at most, of those which multiply.</summary>
    private static long Expected(string name, FluidValue input, FilterArguments arguments) => name switch
    {
        "replace" => Replaced(input.ToStringValue().Length, arguments.At(0).ToStringValue().Length, arguments.At(1).ToStringValue().Length),
        "join" when input is ArrayValue { Values: var items } => RenderBudget.Measure(input) + ((long)items.Count * arguments.At(0).ToStringValue().Length),
        "date" => DateFormat(arguments.At(0).ToStringValue()),
        _ => 0,
    };

    private static long Replaced(long length, long found, long replacement) => length + (length / Math.Max(1, found) * replacement) + replacement;

    // A directive can have a width, to which it is padded.
    private static long DateFormat(string format)
    {
        var digits = 0;
        foreach (var letter in format)
        {
            digits = char.IsDigit(letter) ? digits + 1 : 0;
            if (digits > LongestWidth && format.Contains('%', StringComparison.Ordinal))
                return long.MaxValue;
        }

        return format.Length > LongestFormat ? long.MaxValue : format.Length;
    }
}
