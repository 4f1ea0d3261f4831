using Parlot;
using Parlot.Fluent;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>A rule of the grammar that can contain itself, and counts in <see cref="LimitedParseContext"/>.</summary>
internal sealed class DepthGuard<T>(Parser<T> rule) : Parser<T>
{
    public override bool Parse(ParseContext context, ref ParseResult<T> result)
    {
        var limits = (LimitedParseContext)context;
        limits.Enter();
        try
        {
            return rule.Parse(context, ref result);
        }
        finally
        {
            limits.Leave();
        }
    }
}
