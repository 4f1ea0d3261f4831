using EmailAgent.Database;
using EmailAgent.Grains.Templates.Liquid;
using EmailAgent.Search;

namespace EmailAgent.Grains.Templates;

/// <summary>Rules for names, texts and variables of templates.</summary>
internal static class TemplatePolicy
{
    private const int MaxName = 100;
    private const int MaxSubject = 1_000;
    private const int MaxVariables = 50;

    private static readonly TemplateVariableRequest[] None = [];

    /// <summary>Checks a template to be saved.</summary>
    /// <returns>The template as it is stored.</returns>
    public static Outcome<TemplateContent> Check(MailTemplateRequest request)
    {
        var (subject, text, html) = (Tidy(request.Subject), Tidy(request.BodyText), Tidy(request.BodyHtml));
        var read = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem?>
        {
            NameText.Check(request.Name, "name", MaxName),
            text is null && html is null ? Invalid("body_text", "body_text or body_html is required.") : null,
            subject?.Length > MaxSubject ? Invalid("subject", $"Must not be longer than {MaxSubject} characters.") : CheckSource("subject", subject, read),
            CheckSource("body_text", text, read),
            CheckSource("body_html", html, read),
        };
        var variables = request.Variables is { } given ? ReadVariables(given, problems) : [.. read.Select(name => new TemplateVariable(name, TemplateVariableTypes.Any, true, null, null))];
        if (variables.Count > MaxVariables)
            problems.Add(Invalid("variables", $"A template has at most {MaxVariables} variables."));
        else if (read.FirstOrDefault(name => !variables.Any(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } missing)
            problems.Add(Invalid("variables", $"The template reads {missing}, which is not among its variables."));
        return Problem.Combine([.. problems]) is { } refusal ? refusal : new TemplateContent(NameText.Tidy(request.Name), subject, text, html, variables);
    }

    /// <summary>Returns a template with changes, to be checked as a new one.</summary>
    public static MailTemplateRequest Apply(MailTemplate template, MailTemplateChangesRequest changes) => new(
        changes.Name ?? template.Name,
        changes.Subject ?? template.Subject,
        changes.BodyText ?? template.BodyText,
        changes.BodyHtml ?? template.BodyHtml,
        changes.Variables ?? [.. template.Variables.Select(known => new TemplateVariableRequest(known.Name, known.Type, known.Required, known.Default, known.Description))]);

    /// <summary>Returns the form in which names are compared: composed, and without regard to case.</summary>
    public static string KeyOf(string name) => TextComposer.Compose(NameText.Tidy(name)).ToUpperInvariant();

    private static string? Tidy(string? text) => string.IsNullOrEmpty(text) ? null : PgText.Clean(text);

    private static Problem? CheckSource(string field, string? source, SortedSet<string> read)
    {
        if (source is null)
            return null;
        var (template, error) = LiquidEngine.Parse(source);
        if (template is null)
            return Invalid(field, $"This is not a template. {error}");
        read.UnionWith(template.Variables);
        return null;
    }

    private static List<TemplateVariable> ReadVariables(IReadOnlyList<TemplateVariableRequest> given, List<Problem?> problems)
    {
        var variables = new List<TemplateVariable>();
        foreach (var (place, variable) in (given.Count > MaxVariables ? None : given).Index())
        {
            var error = CheckVariable(variable) ?? (variables.Any(known => known.Name.Equals(variable.Name, StringComparison.OrdinalIgnoreCase)) ? "There is another variable of this name." : null);
            if (error is not null)
            {
                problems.Add(Invalid($"variables[{place}]", error));
                continue;
            }

            variables.Add(new TemplateVariable(
                variable.Name, variable.Type ?? TemplateVariableTypes.Any, variable.Required ?? variable.Default is null, PgText.Clean(variable.Default), PgText.Clean(variable.Description)));
        }

        if (given.Count > MaxVariables)
            problems.Add(Invalid("variables", $"A template has at most {MaxVariables} variables."));
        return variables;
    }

    private static string? CheckVariable(TemplateVariableRequest? variable) =>
        variable is null ? "Must be an object."
        : !IsName(variable.Name) ? "The name must be a letter, and then up to 49 letters, digits and underscores."
        : variable.Type is not null && !TemplateSchema.IsType(variable.Type) ? "The type is not one of those of variables."
        : variable.Default is { } text && TemplateSchema.ReadDefault(variable.Type ?? TemplateVariableTypes.Any, text) is null ? "The default does not have the type of the variable."
        : variable.Description?.Length > MaxSubject ? $"The description must not be longer than {MaxSubject} characters."
        : null;

    private static bool IsName(string? name) => name is { Length: > 0 and <= 50 } && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
