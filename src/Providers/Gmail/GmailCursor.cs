using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>How far the copy of a mailbox is; committed together with what it stands for.</summary>
/// <param name="HistoryId">Everything up to here is in the copy, or is history that is still to come.</param>
/// <param name="Connected">When the mailbox was first looked at: what came in later is news, however late it is found.</param>
/// <param name="HistoryComplete">Whether all that was there before is in the copy.</param>
internal sealed record GmailCursor(string HistoryId, DateTimeOffset Connected, bool HistoryComplete)
{
    public override string ToString() => JsonSerializer.Serialize(this, GmailCursorJson.Default.GmailCursor);

    /// <exception cref="JsonException">The text is not what <see cref="ToString"/> wrote.</exception>
    public static GmailCursor? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize(json, GmailCursorJson.Default.GmailCursor);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GmailCursor))]
internal sealed partial class GmailCursorJson : JsonSerializerContext;
