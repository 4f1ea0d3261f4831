using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Parser;
using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>
/// The template language: Liquid without access to anything but the values that are given, and with limits on length, nesting, time,
/// operations, output and the size of values. Thread-safe.
/// </summary>
internal sealed class LiquidEngine(TimeProvider time)
{
    /// <summary>Characters of a template.</summary>
    public const int LongestSource = 100_000;

    private const int MaxSteps = 100_000;
    private const int MaxRecursion = 60;

    private static readonly LiquidParser Parser = new();
    private static readonly Fluid.TemplateOptions Options = CreateOptions();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Parses and checks a template.</summary>
    /// <returns>The template; or null with the reason why the text is none.</returns>
    public static (LiquidTemplate? Template, string? Error) Parse(string source)
    {
        if (source.Length > LongestSource)
            return (null, $"It must not be longer than {LongestSource} characters.");
        try
        {
            var rewriter = new TemplateRewriter();
            var template = rewriter.VisitTemplate(new FluidTemplate(Parser.ParseStatements(source)));
            return (new LiquidTemplate(template, rewriter.Variables), null);
        }
        catch (Exception failure) when (failure is ParseException or FluidException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            return (null, failure.Message);
        }
    }

    /// <summary>Renders a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">The values of its variables.</param>
    /// <param name="isHtml">Encodes the values for HTML, except those that pass the filter <c>raw</c>.</param>
    /// <param name="now">The time that <c>now</c> stands for.</param>
    /// <returns>The text; or null with the reason why there is none.</returns>
    public async Task<(string? Text, string? Error)> RenderAsync(
        LiquidTemplate template, IReadOnlyDictionary<string, FluidValue> values, bool isHtml, DateTimeOffset now)
    {
        var budget = new RenderBudget(time);
        var context = new RenderContext(Options, budget, now);
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        var writer = new BoundedWriter(budget);
        try
        {
            await template.Template.RenderAsync(writer, isHtml ? Html : NullEncoder.Default, context);
            return (writer.ToString(), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The engine reports with exceptions of all kinds what a template does wrong, such as a division by zero.
            return (null, failure.Message);
        }
    }

    private static Fluid.TemplateOptions CreateOptions()
    {
        var options = new Fluid.TemplateOptions { MaxSteps = MaxSteps, MaxRecursion = MaxRecursion, TimeZone = TimeZoneInfo.Utc };
        LiquidFilters.Restrict(options.Filters);
        return options;
    }
}
