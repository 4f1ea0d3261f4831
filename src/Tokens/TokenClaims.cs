using System.Text.Json;

namespace EmailAgent.Tokens;

/// <summary>
/// The claims of a token (RFC 7519, section 4). A claim is found by its name, or by a path such as <c>realm_access.roles</c>; a name
/// that contains dots takes precedence over a path.
/// </summary>
public sealed class TokenClaims
{
    private readonly JsonElement _root;

    private TokenClaims(JsonElement root) => _root = root;

    /// <returns>Null for anything but a set of claims.</returns>
    public static TokenClaims? Read(ReadOnlySpan<byte> json) => TokenJson.Read(json) is { } root ? new TokenClaims(root) : null;

    public bool Has(string path) => Find(path) is not null;

    /// <returns>Null for a claim that is absent or not a text.</returns>
    public string? Text(string path) => Find(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Lists the texts of a claim that is a list or a single text.</summary>
    public IEnumerable<string> Texts(string path) => Find(path) switch
    {
        { ValueKind: JsonValueKind.String } value => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    /// <summary>Returns whether a claim is true as a boolean, a text or a number, because issuers differ.</summary>
    public bool IsTrue(string path) => Find(path) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } value => value.GetString() is "true" or "1",
        { ValueKind: JsonValueKind.Number } value => value.TryGetInt32(out var number) && number == 1,
        _ => false,
    };

    /// <returns>Null for a claim that is absent, or whose time, give or take the clock skew, does not fit a <see cref="DateTimeOffset"/>.</returns>
    public DateTimeOffset? Time(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds is > 86_400 and < 253_402_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private JsonElement? Find(string path)
    {
        if (_root.TryGetProperty(path, out var named))
            return named;
        var at = _root;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }

        return at;
    }
}
