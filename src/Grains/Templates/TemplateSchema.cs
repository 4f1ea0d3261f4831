using System.Globalization;
using System.Text.Json;
using EmailAgent.Grains.Templates.Liquid;
using Fluid.Values;

namespace EmailAgent.Grains.Templates;

/// <summary>The values of the variables of a template: read from JSON and checked against their types.</summary>
internal static class TemplateSchema
{
    private const int MaxDepth = 16;

    private static readonly string[] Types =
    [
        TemplateVariableTypes.Any, TemplateVariableTypes.Text, TemplateVariableTypes.Number, TemplateVariableTypes.Boolean, TemplateVariableTypes.Date,
        TemplateVariableTypes.List, TemplateVariableTypes.Fields,
    ];

    private static readonly JsonDocumentOptions Documents = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static bool IsType(string type) => Types.Contains(type, StringComparer.Ordinal);

    /// <returns>Null if the text is no value of the type, or the type has no defaults.</returns>
    public static FluidValue? ReadDefault(string type, string text) => type switch
    {
        TemplateVariableTypes.Any or TemplateVariableTypes.Text => new StringValue(text),
        TemplateVariableTypes.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? NumberValue.Create(number) : null,
        TemplateVariableTypes.Boolean => bool.TryParse(text, out var isTrue) ? isTrue ? BooleanValue.True : BooleanValue.False : null,
        TemplateVariableTypes.Date => IsDate(text) ? new StringValue(text) : null,
        _ => null,
    };

    /// <summary>Reads the values of all variables; those without a value and without a default are empty.</summary>
    /// <returns>The values by name. Refused with <c>validation_failed</c> for each variable that is missing, unknown or of another type.</returns>
    public static Outcome<Dictionary<string, FluidValue>> Read(IReadOnlyList<TemplateVariable> variables, TemplateValues? given)
    {
        using var document = Parse(given);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            return new Problem(ProblemCodes.Invalid, "Must be an object.", "variables");
        var values = new Dictionary<string, FluidValue>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem?>();
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (variables.FirstOrDefault(known => known.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) is not { } variable)
                problems.Add(Invalid(Shorten(field.Name), $"The template has no such variable. It has: {List(variables)}."));
            else if (field.Value.ValueKind == JsonValueKind.Null)
                continue;
            else if (!Fits(variable.Type, field.Value))
                problems.Add(Invalid(variable.Name, Expectation(variable.Type)));
            else
                values[variable.Name] = ToValue(field.Value);
        }

        foreach (var variable in variables.Where(variable => !values.ContainsKey(variable.Name)))
        {
            if (variable.Default is { } text && ReadDefault(variable.Type, text) is { } standard)
                values[variable.Name] = standard;
            else if (variable.Required && !problems.Exists(problem => problem!.Field == $"variables.{variable.Name}"))
                problems.Add(Invalid(variable.Name, "This variable is required."));
        }

        return Problem.Combine([.. problems]) is { } refusal ? refusal : values;
    }

    private static JsonDocument? Parse(TemplateValues? given)
    {
        try
        {
            return JsonDocument.Parse(given?.Json ?? "{}", Documents);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(string type, JsonElement value) => type switch
    {
        TemplateVariableTypes.Text => value.ValueKind == JsonValueKind.String,
        TemplateVariableTypes.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
        TemplateVariableTypes.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        TemplateVariableTypes.Date => value.ValueKind == JsonValueKind.String && IsDate(value.GetString()!),
        TemplateVariableTypes.List => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= RenderBudget.MaxItems,
        TemplateVariableTypes.Fields => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= RenderBudget.MaxItems,
    };

    private static string Expectation(string type) => type switch
    {
        TemplateVariableTypes.Text => "Must be text.",
        TemplateVariableTypes.Number => "Must be a number.",
        TemplateVariableTypes.Boolean => "Must be true or false.",
        TemplateVariableTypes.Date => "Must be a date such as 2027-01-31, or a timestamp such as 2027-01-31T12:00:00Z.",
        TemplateVariableTypes.Fields => "Must be an object.",
        _ => $"Must be a list of at most {RenderBudget.MaxItems} items.",
    };

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || (text.Length > 10 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));

    private static FluidValue ToValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new StringValue(value.GetString()!),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? NumberValue.Create(number) : new StringValue(value.GetRawText()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.Array => new ArrayValue([.. value.EnumerateArray().Select(ToValue)]),
        JsonValueKind.Object => new DictionaryValue(
            new FluidValueDictionaryFluidIndexable(value.EnumerateObject().ToDictionary(field => field.Name, field => ToValue(field.Value), StringComparer.Ordinal))),
        _ => NilValue.Instance,
    };

    private static string List(IReadOnlyList<TemplateVariable> variables) => variables.Count == 0 ? "none" : string.Join(", ", variables.Select(variable => variable.Name));

    private static string Shorten(string name) => name.Length > 50 ? name[..50] : name;

    private static Problem Invalid(string variable, string detail) => new(ProblemCodes.Invalid, detail, $"variables.{variable}");
}
