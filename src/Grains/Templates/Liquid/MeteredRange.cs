using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>A range of numbers with a limited number of items, since it is made as a list.</summary>
internal sealed class MeteredRange(RangeExpression range) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        RenderContext.BudgetOf(context).Step();
        var from = (await range.From.EvaluateAsync(context)).ToNumberValue();
        var to = (await range.To.EvaluateAsync(context)).ToNumberValue();
        if (to - from >= RenderBudget.MaxItems)
            throw new RenderLimitException($"A range has more than {RenderBudget.MaxItems} numbers.");
        return await range.EvaluateAsync(context);
    }
}
