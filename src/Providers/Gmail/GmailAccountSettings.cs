using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>Whose Gmail mailbox it is and how it is kept up to date; the <see cref="MailboxAccount.Settings"/> of this provider.</summary>
/// <param name="Email">The account's address, as Google states it.</param>
public sealed record GmailAccountSettings(string Email)
{
    /// <summary>How often it is polled while nothing is pushed.</summary>
    public PollMode PollMode { get; init; }

    /// <summary>Whether Google is asked to push.</summary>
    public bool Push { get; init; } = true;

    /// <summary>The labels whose changes are pushed, or are not; empty for all changes.</summary>
    public IReadOnlyList<string> PushLabels { get; init; } = [];

    public LabelFilter PushLabelFilter { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, GmailSettingsJson.Default.GmailAccountSettings);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> wrote.</exception>
    public static GmailAccountSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, GmailSettingsJson.Default.GmailAccountSettings) ?? throw new JsonException("The settings are null.");
}

/// <summary>How often a mailbox is polled.</summary>
public enum PollMode
{
    [JsonStringEnumMemberName("normal")]
    Normal,

    [JsonStringEnumMemberName("fast")]
    Fast,

    [JsonStringEnumMemberName("slow")]
    Slow,
}

/// <summary>What a list of labels means to users.watch.</summary>
public enum LabelFilter
{
    [JsonStringEnumMemberName("include")]
    Include,

    [JsonStringEnumMemberName("exclude")]
    Exclude,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GmailAccountSettings))]
internal sealed partial class GmailSettingsJson : JsonSerializerContext;
