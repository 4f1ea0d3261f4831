using Fluid;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>A template that is ready to be rendered.</summary>
/// <param name="Template">The rewritten template.</param>
/// <param name="Variables">The variables that it reads and does not set itself.</param>
internal sealed record LiquidTemplate(IFluidTemplate Template, IReadOnlyList<string> Variables);
