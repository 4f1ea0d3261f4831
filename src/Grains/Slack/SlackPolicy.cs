using EmailAgent.Database;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Webhooks;
using NodaTime;
using NodaTime.Text;

namespace EmailAgent.Grains.Slack;

/// <summary>Rules for the settings of posts, and the choice of mail, without I/O.</summary>
internal static class SlackPolicy
{
    private const int MostRules = 20;
    private const int MostEntries = 100;
    private const int LongestEntry = 320;
    private const int LongestUrl = 500;

    private static readonly string[] DefaultHosts = ["hooks.slack.com", "hooks.slack-gov.com"];
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    /// <summary>Checks the fields that are given.</summary>
    /// <param name="request">The settings.</param>
    /// <param name="hosts">The hosts of incoming webhooks; none for those of Slack.</param>
    /// <param name="hasUrl">Whether an address is stored.</param>
    public static Problem? Check(SlackRequest request, IReadOnlyList<string> hosts, bool hasUrl) => Problem.Combine(
        [
            CheckUrl(request.WebhookUrl, hosts.Count == 0 ? DefaultHosts : hosts, hasUrl),
            request.Rules is { Count: > MostRules } ? Invalid("rules", $"Must not contain more than {MostRules} rules.") : null,
            .. (request.Rules ?? []).Take(MostRules).Select((rule, i) => Check(rule, $"rules[{i}]")),
            request.QuietHours is { } hours ? Check(hours) : null,
        ]);

    /// <summary>Indicates whether mail is to be posted.</summary>
    public static bool Selects(IReadOnlyList<SlackRule> rules, SlackMail mail) => rules.Count == 0 || rules.Any(rule => Matches(rule, mail));

    /// <summary>Indicates whether the choice depends on the analysis of mail.</summary>
    public static bool NeedsAnalysis(IReadOnlyList<SlackRule> rules) => rules.Any(rule => rule.MinPriority is not null || rule.Categories is { Count: > 0 });

    /// <summary>Returns the end of the quiet hours that a moment is in; null if it is in none.</summary>
    public static DateTimeOffset? QuietUntil(SlackQuietHours? hours, DateTimeOffset now)
    {
        if (hours is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(hours.Timezone) is not { } zone || Read(hours.From) is not { } from || Read(hours.To) is not { } to)
            return null;
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        var isOverMidnight = to <= from;
        if (isOverMidnight ? local.TimeOfDay < from && local.TimeOfDay >= to : local.TimeOfDay < from || local.TimeOfDay >= to)
            return null;
        var end = (isOverMidnight && local.TimeOfDay >= from ? local.Date.PlusDays(1) : local.Date).At(to);
        return zone.AtLeniently(end).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>Returns the wait after a failed attempt.</summary>
    /// <param name="failures">Number of failures in a row, from 1.</param>
    /// <param name="requested">The wait that Slack requests; null for none.</param>
    public static TimeSpan RetryAfter(int failures, TimeSpan? requested)
    {
        const int MostDoublings = 10;
        var grown = FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        var wait = requested > TimeSpan.Zero ? requested.Value : grown;
        return wait < LongestRetry ? wait : LongestRetry;
    }

    public static SlackIntegration ToIntegration(this SlackRow row) => new(
        row.Enabled,
        row.Settings.Rules ?? [],
        row.Settings.QuietHours,
        row.Settings.IncludePreview ?? true,
        row.State,
        row.LastError,
        row.LastPostedAt,
        row.Enabled && row.State == SlackStates.Failing ? row.DueAt : null,
        row.CreatedAt,
        row.UpdatedAt);

    private static bool Matches(SlackRule rule, SlackMail mail) =>
        (rule.MinPriority is not { } least || mail.Score >= least)
        && (rule.Categories is not { Count: > 0 } categories || (mail.Category is { } category && categories.Contains(category)))
        && (rule.Senders is not { Count: > 0 } senders || senders.Any(sender => IsFrom(mail, sender.Trim())))
        && (rule.LabelIds is not { Count: > 0 } labels || labels.Any(id => mail.LabelIds.Contains(Ids.TryParse(id, out var label) ? label : Guid.Empty)))
        && (rule.ConnectionIds is not { Count: > 0 } mailboxes || mailboxes.Any(id => Ids.TryParse(id, out var mailbox) && mailbox == mail.ConnectionId));

    private static bool IsFrom(SlackMail mail, string sender) =>
        sender.Contains('@') ? sender.Equals(mail.FromEmail, StringComparison.OrdinalIgnoreCase) : SenderDomain.Matches(mail.FromEmail, [sender]);

    private static Problem? CheckUrl(string? text, IReadOnlyList<string> hosts, bool hasUrl)
    {
        if (text is null)
            return hasUrl ? null : Invalid("webhook_url", "Is required.");
        return text.Length <= LongestUrl && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
            && hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)
                ? null
                : Invalid("webhook_url", $"Expected is the address of an incoming webhook, such as https://{hosts[0]}/services/...");
    }

    private static Problem? Check(SlackRule? rule, string field) => rule is null ? Invalid(field, "Must be an object.") : Problem.Combine(
        [
            rule.MinPriority is < 0 or > 1 or double.NaN ? Invalid($"{field}.min_priority", "Must be from 0 to 1.") : null,
            CheckList($"{field}.senders", rule.Senders, text => text.Contains('@') || SenderDomain.Normalize(text) is not null, "an address or a domain"),
            CheckList($"{field}.categories", rule.Categories, CategoryNames.All.Contains, "a category"),
            CheckList($"{field}.label_ids", rule.LabelIds, IsId, "an id"),
            CheckList($"{field}.connection_ids", rule.ConnectionIds, IsId, "an id"),
        ]);

    private static Problem? CheckList(string field, IReadOnlyList<string?>? values, Func<string, bool> isValid, string expected) =>
        values is { Count: > MostEntries } ? Invalid(field, $"Must not contain more than {MostEntries} entries.")
        : values?.Any(value => value is null or { Length: 0 or > LongestEntry } || !PgText.IsClean(value) || !isValid(value)) == true ? Invalid(field, $"One of these is not {expected}.")
        : null;

    private static Problem? Check(SlackQuietHours hours) => Problem.Combine(
        [
            Read(hours.From) is null ? Invalid("quiet_hours.from", "Expected is a local time such as 22:00.") : null,
            Read(hours.To) is not { } to ? Invalid("quiet_hours.to", "Expected is a local time such as 07:00.") : to == Read(hours.From) ? Invalid("quiet_hours.to", "Must differ from from.") : null,
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(hours.Timezone ?? "") is null ? Invalid("quiet_hours.timezone", "There is no such time zone; expected is an IANA name such as Europe/Berlin.") : null,
        ]);

    private static LocalTime? Read(string? text) => text is not null && Clock.Parse(text) is { Success: true, Value: var time } ? time : null;

    private static bool IsId(string text) => Ids.TryParse(text, out _);

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
