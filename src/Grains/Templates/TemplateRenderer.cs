using EmailAgent.Grains.Templates.Liquid;
using Fluid.Values;

namespace EmailAgent.Grains.Templates;

/// <summary>The rendering of templates. Takes up to seconds of computing, so it is not to be called within the turn of a grain.</summary>
internal sealed class TemplateRenderer(LiquidEngine engine)
{
    /// <summary>Renders subject and bodies. Refused with <c>validation_failed</c> for each variable, or <c>template_failed</c>.</summary>
    public async Task<Outcome<TemplatePreview>> RenderAsync(MailTemplate template, TemplateValues? variables, DateTimeOffset now)
    {
        var read = TemplateSchema.Read(template.Variables, variables);
        if (read.Value is not { } values)
            return read.Problem!;
        var (subject, badSubject) = await RenderAsync("subject", template.Subject, values, isHtml: false, now);
        if (badSubject is not null)
            return badSubject;
        var (text, badText) = await RenderAsync("body_text", template.BodyText, values, isHtml: false, now);
        if (badText is not null)
            return badText;
        var (html, badHtml) = await RenderAsync("body_html", template.BodyHtml, values, isHtml: true, now);
        return badHtml is not null ? badHtml : new TemplatePreview(subject is null ? null : OneLine(subject), text, html);
    }

    private async Task<(string? Text, Problem? Problem)> RenderAsync(
        string part, string? source, Dictionary<string, FluidValue> values, bool isHtml, DateTimeOffset now)
    {
        if (source is null)
            return (null, null);
        var (template, invalid) = LiquidEngine.Parse(source);
        var (text, failed) = template is null ? (null, invalid) : await engine.RenderAsync(template, values, isHtml, now);
        return text is null ? (null, new Problem(TemplateProblems.Failed, $"The {part} of the template cannot be rendered. {failed}")) : (text, null);
    }

    // Values can have lines, and a subject cannot.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
