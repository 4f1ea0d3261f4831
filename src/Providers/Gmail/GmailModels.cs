using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

// What the API answers and takes, as far as it is used. Ids and history ids are text whose form is Google's business.

/// <param name="MessagesTotal">All messages, with those in trash and spam.</param>
internal sealed record GmailProfile(string EmailAddress, long MessagesTotal, string HistoryId);

/// <param name="Type"><c>system</c> or <c>user</c>.</param>
internal sealed record GmailLabel(string Id, string Name, string? Type);

/// <param name="NextPageToken">Null on the last page.</param>
internal sealed record GmailMessagePage(IReadOnlyList<GmailMessage>? Messages, string? NextPageToken)
{
    [JsonIgnore]
    public IEnumerable<string> Ids => Messages?.Select(message => message.Id) ?? [];
}

/// <summary>A message; its fields depend on the requested format.</summary>
internal sealed record GmailMessage(string Id)
{
    public IReadOnlyList<string>? LabelIds { get; init; }

    public string? HistoryId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public string? InternalDate { get; init; }

    public long SizeEstimate { get; init; }

    /// <summary>The first words, with HTML entities.</summary>
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Snippet { get; init; }

    /// <summary>The message in RFC 5322 form.</summary>
    [JsonConverter(typeof(Base64UrlConverter))]
    public ReadOnlyMemory<byte>? Raw { get; init; }

    public GmailPayload? Payload { get; init; }
}

internal sealed record GmailPayload(IReadOnlyList<GmailHeader>? Headers);

internal sealed record GmailHeader(string Name, [property: JsonConverter(typeof(LenientTextConverter))] string Value);

/// <param name="HistoryId">The mailbox's present history id.</param>
/// <param name="NextPageToken">Null on the last page.</param>
internal sealed record GmailHistoryPage(IReadOnlyList<GmailHistory>? History, string HistoryId, string? NextPageToken);

/// <summary>The changes of one history record.</summary>
internal sealed record GmailHistory(string Id)
{
    public IReadOnlyList<GmailMessageChange>? MessagesAdded { get; init; }

    public IReadOnlyList<GmailMessageChange>? MessagesDeleted { get; init; }

    public IReadOnlyList<GmailMessageChange>? LabelsAdded { get; init; }

    public IReadOnlyList<GmailMessageChange>? LabelsRemoved { get; init; }
}

/// <param name="LabelIds">The labels that were added or removed.</param>
internal sealed record GmailMessageChange(GmailMessage Message, IReadOnlyList<string>? LabelIds);

/// <param name="Expiration">Milliseconds since 1970.</param>
internal sealed record GmailWatch(string HistoryId, string Expiration);

internal sealed record GmailLabelList(IReadOnlyList<GmailLabel>? Labels);

internal sealed record GmailNewLabel(string Name);

internal sealed record GmailLabelEdit(IReadOnlyList<string> AddLabelIds, IReadOnlyList<string> RemoveLabelIds)
{
    /// <summary>The messages, in a batch edit.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}

internal sealed record GmailIds(IReadOnlyList<string> Ids);

internal sealed record GmailWatchRequest(string TopicName, IReadOnlyList<string>? LabelIds, string? LabelFilterBehavior);

internal sealed record GmailNewMessage([property: JsonConverter(typeof(Base64UrlConverter))] ReadOnlyMemory<byte>? Raw, IReadOnlyList<string> LabelIds);

/// <param name="Message">The message that it consists of now; an update gives it another id.</param>
internal sealed record GmailDraft(string Id, GmailMessage? Message);

/// <param name="NextPageToken">Null on the last page.</param>
internal sealed record GmailDraftPage(IReadOnlyList<GmailDraft>? Drafts, string? NextPageToken);

internal sealed record GmailSendAsList(IReadOnlyList<GmailSendAs>? SendAs);

/// <param name="VerificationStatus"><c>accepted</c> or <c>pending</c>; null for the account's own address.</param>
internal sealed record GmailSendAs(
    string SendAsEmail, string? DisplayName, string? ReplyToAddress, string? Signature, bool IsPrimary, bool IsDefault, string? VerificationStatus);

internal sealed record GmailErrorAnswer(GmailError? Error);

internal sealed record GmailError(string? Message, string? Status, IReadOnlyList<GmailErrorDetail>? Errors);

internal sealed record GmailErrorDetail(string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GmailProfile))]
[JsonSerializable(typeof(GmailLabel))]
[JsonSerializable(typeof(GmailLabelList))]
[JsonSerializable(typeof(GmailNewLabel))]
[JsonSerializable(typeof(GmailMessage))]
[JsonSerializable(typeof(GmailMessagePage))]
[JsonSerializable(typeof(GmailHistoryPage))]
[JsonSerializable(typeof(GmailLabelEdit))]
[JsonSerializable(typeof(GmailIds))]
[JsonSerializable(typeof(GmailWatchRequest))]
[JsonSerializable(typeof(GmailWatch))]
[JsonSerializable(typeof(GmailNewMessage))]
[JsonSerializable(typeof(GmailDraft))]
[JsonSerializable(typeof(GmailDraftPage))]
[JsonSerializable(typeof(GmailSendAsList))]
[JsonSerializable(typeof(GmailErrorAnswer))]
internal sealed partial class GmailJson : JsonSerializerContext;
