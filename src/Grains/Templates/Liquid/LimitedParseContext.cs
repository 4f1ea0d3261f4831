using Fluid;
using Fluid.Parser;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The state of parsing one template, which bounds nesting and effort: the parser is recursive, and can try one place in several ways.</summary>
internal sealed class LimitedParseContext(string text) : FluidParseContext(text)
{
    private const int MaxDepth = 50;
    private const int MaxAttempts = 200_000;

    private int _depth;
    private int _attempts;

    /// <exception cref="ParseException">A limit is reached.</exception>
    public void Enter()
    {
        if (++_depth > MaxDepth)
            throw new ParseException($"It must not be nested deeper than {MaxDepth} levels.");
        if (++_attempts > MaxAttempts)
            throw new ParseException("It is too complex.");
    }

    public void Leave() => _depth--;
}
