using System.Globalization;

namespace EmailAgent.Api.Parameters;

/// <summary>Reads query parameters and collects what is wrong with any of them.</summary>
/// <param name="query">The query.</param>
/// <param name="errors">Takes the errors; those of the request's body where there is one.</param>
internal sealed class QueryReader(IQueryCollection query, FieldErrors? errors = null)
{
    private const int MaxWords = 50;

    private readonly FieldErrors _errors = errors ?? new FieldErrors();

    public FieldErrors Errors => _errors;

    public int Read(IntegerParameter parameter) => (int)ReadLong(parameter);

    public long ReadLong(IntegerParameter parameter)
    {
        if (Text(parameter) is not { } text)
            return parameter.Default;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= parameter.Min && value <= parameter.Max)
            return value;
        _errors.Add(parameter.Name, parameter.Max == long.MaxValue ? $"Must be a whole number of at least {parameter.Min}." : $"Must be a whole number from {parameter.Min} to {parameter.Max}.");
        return parameter.Default;
    }

    public bool? Read(BooleanParameter parameter)
    {
        switch (Text(parameter))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                _errors.Add(parameter.Name, "Must be true or false.");
                return null;
        }
    }

    public DateTimeOffset? Read(TimestampParameter parameter)
    {
        if (Text(parameter) is not { } text)
            return null;
        if (Timestamps.TryParse(text, out var value))
            return value;
        _errors.Add(parameter.Name, "Must be a date, or a timestamp such as 2026-01-31T12:00:00Z.");
        return null;
    }

    public string? Read(ChoiceParameter parameter)
    {
        if (Text(parameter) is not { } text)
            return parameter.Default;
        if (parameter.Values.Contains(text, StringComparer.Ordinal))
            return text;
        _errors.Add(parameter.Name, $"Must be one of {string.Join(", ", parameter.Values)}.");
        return parameter.Default;
    }

    public string? Read(TextParameter parameter)
    {
        var text = Text(parameter);
        if (text is null)
        {
            if (parameter.Required)
                _errors.Add(parameter.Name, "This parameter is required.");
            return null;
        }

        _errors.CheckText(parameter.Name, text, parameter.MaxLength);
        return text;
    }

    public IReadOnlyList<string> Read(ListParameter parameter)
    {
        // Programs repeat the parameter or separate its words by commas.
        var text = string.Join(',', query[parameter.Name].ToArray());
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MaxWords)
            _errors.Add(parameter.Name, $"Must not contain more than {MaxWords} words.");
        if (words.FirstOrDefault(word => !parameter.Known.Contains(word, StringComparer.Ordinal)) is { } unknown)
            _errors.Add(parameter.Name, $"{FieldErrors.Quote(unknown)} is not one of {string.Join(", ", parameter.Known)}.");
        _errors.CheckText(parameter.Name, text, maxLength: 2000);
        return words;
    }

    private string? Text(QueryParameter parameter)
    {
        var values = query[parameter.Name];
        if (values.Count > 1)
            _errors.Add(parameter.Name, "Must not be repeated.");
        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }
}
