using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>The account and the sync settings of a Gmail mailbox; the <see cref="MailboxAccount.Settings"/> of this provider.</summary>
/// <param name="Email">The account's address, as Google states it.</param>
public sealed record GmailAccountSettings(string Email)
{
    /// <summary>Returns the frequency of polls while nothing is pushed.</summary>
    public GmailPollMode PollMode { get; init; }

    /// <summary>Indicates whether Google is asked to push.</summary>
    public bool Push { get; init; } = true;

    public string ToJson() => JsonSerializer.Serialize(this, GmailSettingsJson.Default.GmailAccountSettings);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> wrote.</exception>
    public static GmailAccountSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, GmailSettingsJson.Default.GmailAccountSettings) ?? throw new JsonException("The settings are null.");
}

/// <summary>The frequency of polls of a mailbox.</summary>
public enum GmailPollMode
{
    [JsonStringEnumMemberName("normal")]
    Normal,

    [JsonStringEnumMemberName("fast")]
    Fast,

    [JsonStringEnumMemberName("slow")]
    Slow,
}

/// <summary>The meaning of a list of labels in users.watch.</summary>
public enum LabelFilter
{
    Include,
    Exclude,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GmailAccountSettings))]
internal sealed partial class GmailSettingsJson : JsonSerializerContext;
