using System.Buffers;
using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Providers.Webhooks;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Rules for the settings of webhooks.</summary>
internal static class WebhookPolicy
{
    public const int MostReplayedIds = 100;

    private const int MaxUrl = 2000;
    private const int MaxDescription = 500;
    private const int MaxFilterEntries = 100;
    private const int MaxHeaders = 20;
    private const int MaxHeaderName = 100;
    private const int MaxHeaderValue = 2000;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Fields that the request itself determines, and those of a body, which cannot be fields of a request.</summary>
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Transfer-Encoding", "Upgrade", "Expect", "Trailer", "TE", "Keep-Alive", "Proxy-Connection", "User-Agent",
        "Allow", "Expires", "Last-Modified",
    };

    private static readonly string[] ReservedPrefixes = ["webhook-", "content-"];

    /// <summary>Checks the fields that are given, but for what the address leads to.</summary>
    public static Problem? Check(WebhookChangesRequest changes) => Problem.Combine(
        changes.Url is { Length: 0 or > MaxUrl } ? Invalid("url", $"An address must have 1 to {MaxUrl} characters.") : null,
        CheckTypes(changes.EventTypes),
        changes.Description is { Length: > MaxDescription } ? Invalid("description", $"A description must not have more than {MaxDescription} characters.") : null,
        CheckIds("filter.connection_ids", changes.Filter?.ConnectionIds),
        CheckIds("filter.label_ids", changes.Filter?.LabelIds),
        CheckDomains(changes.Filter?.SenderDomains),
        CheckInclude(changes.Include),
        CheckHeaders(changes.Headers));

    /// <summary>Returns the refusal of an address.</summary>
    public static Problem ToProblem(WebhookAddressFault fault) => fault switch
    {
        WebhookAddressFault.Malformed => Invalid("url", "This is not an address such as https://example.org/hooks."),
        WebhookAddressFault.NotHttps => Invalid("url", "An address must begin with https://."),
        WebhookAddressFault.HasUserInfo => Invalid("url", "An address must not contain a user name or a password; use headers."),
        WebhookAddressFault.Unresolved => new Problem(WebhookProblems.AddressNotAllowed, "The name of the server has no address.", "url"),
        _ => new Problem(WebhookProblems.AddressNotAllowed, "The server is in a network to which webhooks are not allowed.", "url"),
    };

    public static WebhookSelection ToSelection(IReadOnlyList<string> types, WebhookFilter? filter) => new(
        [.. types.Distinct(StringComparer.Ordinal)],
        ToIds(filter?.ConnectionIds),
        ToIds(filter?.LabelIds),
        [.. (filter?.SenderDomains ?? []).Select(SenderDomain.Normalize).OfType<string>().Distinct(StringComparer.Ordinal)]);

    /// <summary>Returns the form in which a text is stored; null for an empty one.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : PgText.Clean(text.Trim());

    /// <summary>Checks that a replay names its events by exactly one of ids, position and time.</summary>
    public static Problem? Check(WebhookReplayRequest request)
    {
        var selectors = (request.Ids is null ? 0 : 1) + (request.After is null ? 0 : 1) + (request.From is null ? 0 : 1);
        return selectors != 1 ? Invalid("after", "Exactly one of ids, after and from is required.")
            : request is { To: not null, Ids: not null } ? Invalid("to", "Needs after or from.")
            : request.To < request.From ? Invalid("to", "Must not be before from.")
            : request.After < 0 ? Invalid("after", "Must be a whole number of at least 0.")
            : request.Ids is { Count: 0 or > MostReplayedIds } ? Invalid("ids", $"Must contain 1 to {MostReplayedIds} ids.")
            : CheckIds("ids", request.Ids);
    }

    public static Webhook ToWebhook(this WebhookRow row, DateTimeOffset now) => new(
        Ids.Format(row.Id.EndpointId),
        row.Url,
        row.Selection.EventTypes,
        row.Description,
        new WebhookFilter([.. row.Selection.ConnectionIds.Select(Ids.Format)], [.. row.Selection.LabelIds.Select(Ids.Format)], row.Selection.SenderDomains),
        row.Include,
        row.Enabled,
        row.HeaderNames,
        row.PublicKey,
        row.DisabledReason,
        row.DisabledAt,
        row.PreviousUntil > now ? row.PreviousUntil : null,
        row.CreatedAt,
        row.UpdatedAt);

    private static Problem? CheckTypes(IReadOnlyList<string?>? types) =>
        types?.Any(type => type is null || !EventTypes.All.Contains(type, StringComparer.Ordinal)) == true
            ? Invalid("event_types", "One of these is not a type of event; see the section webhooks of the OpenAPI document.")
            : null;

    private static Problem? CheckIds(string field, IReadOnlyList<string?>? ids) =>
        ids is { Count: > MaxFilterEntries } ? Invalid(field, $"Must not contain more than {MaxFilterEntries} ids.")
        : ids?.Any(id => id is null || !Ids.TryParse(id, out _)) == true ? Invalid(field, "One of these is not an id.")
        : null;

    private static Problem? CheckDomains(IReadOnlyList<string?>? domains) =>
        domains is { Count: > MaxFilterEntries } ? Invalid("filter.sender_domains", $"Must not contain more than {MaxFilterEntries} domains.")
        : domains?.Any(domain => domain is null || SenderDomain.Normalize(domain) is null) == true ? Invalid("filter.sender_domains", "One of these is not a domain such as example.org.")
        : null;

    private static Problem? CheckInclude(IReadOnlyList<string?>? include) =>
        include?.Any(part => part is not (WebhookIncludes.Headers or WebhookIncludes.Text)) == true
            ? Invalid("include", $"Must contain only {WebhookIncludes.Headers} and {WebhookIncludes.Text}.")
            : null;

    private static Problem? CheckHeaders(IReadOnlyList<WebhookHeader?>? headers) =>
        headers is { Count: > MaxHeaders } ? Invalid("headers", $"Must not contain more than {MaxHeaders} fields.")
        : headers?.Any(header => header is null || !IsHeader(header)) == true
            ? Invalid("headers", $"Each field needs a name of letters, digits and hyphens, and a value of up to {MaxHeaderValue} printable ASCII characters.")
        : headers?.FirstOrDefault(header => IsReserved(header!.Name))?.Name is { } reserved
            ? Invalid("headers", $"The name {reserved} is reserved; use another one, such as X-{reserved}.")
        : null;

    // The binding reports missing fields of the body, and not those within its lists.
    private static bool IsHeader(WebhookHeader header) =>
        (string?)header.Name is { Length: > 0 and <= MaxHeaderName } name
        && !name.AsSpan().ContainsAnyExcept(TokenCharacters)
        && (string?)header.Value is { Length: <= MaxHeaderValue } value
        && value.All(c => c is >= ' ' and < (char)127);

    private static bool IsReserved(string name) =>
        ReservedHeaders.Contains(name) || ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static Guid[] ToIds(IReadOnlyList<string>? ids) => [.. (ids ?? []).Select(id => Ids.TryParse(id, out var parsed) ? parsed : Guid.Empty).Distinct()];

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
