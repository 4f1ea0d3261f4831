using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The output of a value. Lists are encoded like texts; the engine itself would write them as they are.</summary>
internal sealed class MeteredOutput(Expression expression) : Statement
{
    public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        context.IncrementSteps();
        RenderContext.BudgetOf(context).Step();
        var value = RenderBudget.Check(await expression.EvaluateAsync(context));
        if (value is ArrayValue)
            encoder.Encode(writer, value.ToStringValue());
        else
            await value.WriteToAsync(writer, encoder, context.CultureInfo);
        return Completion.Normal;
    }
}
