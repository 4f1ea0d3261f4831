using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Where an IMAP mailbox is and who logs in; the <see cref="MailboxAccount.Settings"/> of this provider.</summary>
public sealed record ImapAccountSettings(string Host, int Port, ImapSecurity Security, string Username)
{
    public string ToJson() => JsonSerializer.Serialize(this, ImapJson.Default.ImapAccountSettings);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> wrote.</exception>
    public static ImapAccountSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, ImapJson.Default.ImapAccountSettings) ?? throw new JsonException("The settings are null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImapAccountSettings))]
[JsonSerializable(typeof(ImapCursor))]
internal sealed partial class ImapJson : JsonSerializerContext;
