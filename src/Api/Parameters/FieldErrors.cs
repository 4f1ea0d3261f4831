using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.Parameters;

/// <summary>The errors in the fields of one request.</summary>
internal sealed class FieldErrors
{
    private const int MaxFields = 50;
    private const int MaxMessages = 10;

    private SortedDictionary<string, List<string>>? _messages;
    private bool _hasUnknown;

    public bool Any => _messages is not null;

    /// <summary>Indicates whether the maximum number of reported fields is reached, so that further checks are of no use.</summary>
    public bool IsFull => _messages?.Count >= MaxFields;

    /// <summary>Indicates whether this field has an error.</summary>
    public bool Has(string field) => _messages?.ContainsKey(field) == true;

    public void Add(string field, string message)
    {
        _messages ??= new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        if (!_messages.TryGetValue(field, out var list))
        {
            // Bounds the answer to a body that holds nothing but errors.
            if (IsFull)
            {
                return;
            }

            _messages[field] = list = [];
        }

        if (list.Count < MaxMessages)
        {
            list.Add(message);
        }
    }

    /// <summary>Reports a field that a request must have, unless something else is wrong with it.</summary>
    public void AddMissing(string field)
    {
        if (!Has(field))
        {
            Add(field, "This field is required.");
        }
    }

    /// <summary>Reports a field that does not exist, with the name that was probably meant.</summary>
    /// <param name="field">The path of the field.</param>
    /// <param name="name">The last part of the path.</param>
    /// <param name="known">The names that exist in its place.</param>
    public void AddUnknown(string field, string name, IReadOnlyList<string> known)
    {
        _hasUnknown = true;
        var hint = NearestName.Find(name, known) is { } nearest ? $"Did you mean {nearest}?"
            : known.Count == 0 ? "None are allowed here."
            : $"Known names: {string.Join(", ", known)}.";
        Add(Shorten(field), $"Unknown name. {hint}");
    }

    /// <summary>Reports a text that is missing, too long, or not fit for storage; answers it, or an empty one.</summary>
    public string Required(string field, string? value, int maxLength)
    {
        if (string.IsNullOrEmpty(value))
        {
            AddMissing(field);
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
            Add(field, $"Must not be longer than {maxLength} characters.");
        else if (value.Contains('\0', StringComparison.Ordinal))
            Add(field, "Must not contain U+0000.");
    }

    public ProblemAnswer ToAnswer() => new(ToRefusal());

    public Refusal ToRefusal() => new(
        ProblemKinds.Get(_hasUnknown ? ApiProblemCodes.UnknownField : ProblemCodes.Invalid),
        _messages!.Count == 1 ? $"{_messages.Keys.First()}: {_messages.Values.First()[0]}" : "Several fields are invalid; see errors.",
        _messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()));

    /// <summary>Quotes a piece of input for a message.</summary>
    public static string Quote(string text) => $"\"{Shorten(text)}\"";

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
