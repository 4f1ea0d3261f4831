using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>A response of the server, as a value (RFC 9051 section 7).</summary>
internal abstract record ImapResponse;

/// <summary>"+": go ahead, or a SASL challenge.</summary>
internal sealed record ContinuationResponse(string Text) : ImapResponse;

/// <summary>OK, NO, BAD, BYE, PREAUTH; with a tag it ends a command.</summary>
internal sealed record StatusResponse(string? Tag, StatusCondition Condition, ResponseCode? Code, string Text) : ImapResponse;

/// <summary>The bracketed code of a status response. <paramref name="Name"/> is upper case.</summary>
internal sealed record ResponseCode(string Name, string Arguments);

internal sealed record CapabilityResponse(ImapCapabilities Capabilities) : ImapResponse;

internal sealed record EnabledResponse(IReadOnlyCollection<string> Names) : ImapResponse;

internal sealed record IdResponse(IReadOnlyDictionary<string, string> Fields) : ImapResponse;

internal sealed record ListResponse(ImapMailbox Mailbox, bool IsLsub) : ImapResponse;

internal sealed record MailboxStatusResponse(string WireName, ImapStatusUpdate Status) : ImapResponse;

internal sealed record NamespaceResponse(ImapNamespaces Namespaces) : ImapResponse;

/// <summary>SEARCH or ESEARCH; the latter carries the tag of the search it answers.</summary>
internal sealed record SearchResponse(string? Tag, UidSet Uids) : ImapResponse;

internal sealed record FlagsResponse(IReadOnlyList<string> Flags) : ImapResponse;

internal sealed record ExistsResponse(uint Count) : ImapResponse;

internal sealed record ExpungeResponse(uint SequenceNumber) : ImapResponse;

internal sealed record VanishedResponse(bool Earlier, UidSet Uids) : ImapResponse;

internal sealed record FetchResponse(ImapFetch Fetch) : ImapResponse;

/// <summary>Untagged data that this client does not know, or an empty line.</summary>
internal sealed record UnknownResponse : ImapResponse
{
    public static UnknownResponse Instance { get; } = new();
}
