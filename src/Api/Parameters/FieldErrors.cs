using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.Parameters;

/// <summary>Collects what is wrong with the fields of one request.</summary>
internal sealed class FieldErrors
{
    private SortedDictionary<string, List<string>>? _messages;

    public bool Any => _messages is not null;

    public void Add(string field, string message)
    {
        _messages ??= new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        if (!_messages.TryGetValue(field, out var list))
            _messages[field] = list = [];
        list.Add(message);
    }

    /// <summary>Reports a text that is missing, too long, or not fit for storage; answers it, or an empty one.</summary>
    public string Required(string field, string? value, int maxLength)
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(field, "This field is required.");
            return "";
        }

        CheckText(field, value, maxLength);
        return value;
    }

    /// <summary>Reports a text that is too long or not fit for storage; none at all is fine.</summary>
    public string? Optional(string field, string? value, int maxLength)
    {
        if (value is not null)
            CheckText(field, value, maxLength);
        return value;
    }

    public void CheckText(string field, string value, int maxLength)
    {
        if (value.Length > maxLength)
            Add(field, $"At most {maxLength} characters are possible.");
        else if (value.Contains('\0', StringComparison.Ordinal))
            Add(field, "The character U+0000 is not possible.");
    }

    public ProblemAnswer ToAnswer() => new(new Refusal(
        ProblemKinds.Get(ProblemCodes.Invalid),
        _messages!.Count == 1 ? $"{_messages.Keys.First()}: {_messages.Values.First()[0]}" : "Several fields cannot be used; see errors.",
        _messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray())));

    /// <summary>A piece of input as it can be repeated in a message.</summary>
    public static string Quote(string text) => $"\"{(text.Length > 40 ? text[..40] + "…" : text)}\"";
}
