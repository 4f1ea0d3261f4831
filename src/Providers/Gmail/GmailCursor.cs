using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>The position of the copy of a mailbox; committed together with the changes up to it.</summary>
/// <param name="HistoryId">All changes up to this id are in the copy, or belong to history that is not loaded yet.</param>
/// <param name="Connected">The time of the first sync: mail that arrived later is new, however late it is found.</param>
/// <param name="HistoryComplete">Indicates whether the copy contains all older mail.</param>
internal sealed record GmailCursor(string HistoryId, DateTimeOffset Connected, bool HistoryComplete)
{
    public override string ToString() => JsonSerializer.Serialize(this, GmailCursorJson.Default.GmailCursor);

    /// <exception cref="JsonException">The text is not what <see cref="ToString"/> wrote.</exception>
    public static GmailCursor? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize(json, GmailCursorJson.Default.GmailCursor);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GmailCursor))]
internal sealed partial class GmailCursorJson : JsonSerializerContext;
