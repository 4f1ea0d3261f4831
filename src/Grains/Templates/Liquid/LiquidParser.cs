using Fluid;
using Fluid.Ast;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The grammar of templates: Liquid, without tags that read other templates or collect output in memory. Thread-safe.</summary>
internal sealed class LiquidParser : FluidParser
{
    private static readonly string[] WithoutTags = ["capture", "cycle", "ifchanged", "include", "liquid", "render", "tablerow"];

    public LiquidParser()
        : base(new FluidParserOptions())
    {
        foreach (var tag in WithoutTags)
            RegisteredTags.Remove(tag);
        Primary.Parser = new DepthGuard<Expression>(Primary.Parser!);
        FilterExpression.Parser = new DepthGuard<Expression>(FilterExpression.Parser!);
        AnyTagsList.Parser = new DepthGuard<IReadOnlyList<Statement>>(AnyTagsList.Parser!);
        KnownTagsList.Parser = new DepthGuard<IReadOnlyList<Statement>>(KnownTagsList.Parser!);
    }

    /// <exception cref="ParseException">The text is not a template, or a limit is reached.</exception>
    public IReadOnlyList<Statement> ParseStatements(string text)
    {
        var context = new LimitedParseContext(text);
        if (Grammar.TryParse(context, out var statements, out var error) && error is null)
            return statements!;
        throw new ParseException(error is null ? "It cannot be read." : $"{error.Message} (line {error.Position.Line}, column {error.Position.Column})");
    }
}
