using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The reading of a variable, which counts: conditions count nowhere else.</summary>
internal sealed class MeteredMember(MemberExpression member) : Expression
{
    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        RenderContext.BudgetOf(context).Step();
        return member.EvaluateAsync(context);
    }
}
