using System.Globalization;
using Fluid;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The state of rendering one template.</summary>
internal sealed class RenderContext : TemplateContext
{
    public RenderContext(Fluid.TemplateOptions options, RenderBudget budget, DateTimeOffset now)
        : base(options)
    {
        Budget = budget;
        Now = () => now;
        TimeZone = TimeZoneInfo.Utc;
        CultureInfo = CultureInfo.InvariantCulture;
    }

    public RenderBudget Budget { get; }

    public static RenderBudget BudgetOf(TemplateContext context) => ((RenderContext)context).Budget;
}
