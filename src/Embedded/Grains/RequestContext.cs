namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call, and with the calls made while it runs. What is set in a grain is not seen by its caller.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<IReadOnlyDictionary<string, object>?> Ambient = new();

    /// <summary>All that travels now; never changed once it is set.</summary>
    internal static IReadOnlyDictionary<string, object>? Values
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <returns>Null when there is none.</returns>
    public static object? Get(string key) => Ambient.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <param name="key">What it is found by.</param>
    /// <param name="value">Something that can be serialized.</param>
    public static void Set(string key, object value) =>
        Ambient.Value = Ambient.Value is { } values ? new Dictionary<string, object>(values) { [key] = value } : new Dictionary<string, object> { [key] = value };
}
