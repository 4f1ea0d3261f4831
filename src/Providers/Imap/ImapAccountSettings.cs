using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers.Imap;

/// <summary>The server and the user of an IMAP mailbox; the <see cref="MailboxAccount.Settings"/> of this provider.</summary>
public sealed record ImapAccountSettings(string Host, int Port, ImapSecurity Security, string Username)
{
    /// <summary>Returns the way out; null for a mailbox that can only be read.</summary>
    public SmtpAccountSettings? Smtp { get; init; }

    /// <summary>Returns the reason, in words, why there is no way out, or why it did not work when it was tried; null if it worked.</summary>
    // Always written, so that settings that are merged into stored ones clear it.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? SmtpError { get; init; }

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
