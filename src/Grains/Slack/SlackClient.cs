using EmailAgent.Grains.Secrets;
using EmailAgent.Providers.Webhooks;

namespace EmailAgent.Grains.Slack;

/// <summary>Posts to incoming webhooks of Slack, by the client that guards all requests to addresses of users.</summary>
internal sealed class SlackClient(WebhookClient http, SecretProtector secrets)
{
    // Of these answers, Slack's documentation says that a repetition cannot succeed: the webhook, its channel or its team is gone, or may not be posted to.
    private static readonly int[] Final = [403, 404, 410];

    public Task<SlackOutcome> PostAsync(SlackRow row, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PostAsync(secrets.Unprotect(SlackStore.SecretPurpose, row.WebhookUrl), body, cancellationToken);

    /// <summary>Makes one attempt. A failure is an outcome, not an exception.</summary>
    public async Task<SlackOutcome> PostAsync(string url, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reply = await http.PostAsync(new WebhookPost(new Uri(url), [], body), cancellationToken);
        return reply switch
        {
            { IsSuccess: true } => new SlackOutcome(SlackStates.Working, Error: null, RetryAfter: null),
            { Status: { } status } when Final.Contains(status) => new SlackOutcome(SlackStates.Refused, $"Slack refused the address with the status {status}: {Word(reply.Head)}.", RetryAfter: null),
            { Status: { } status } => new SlackOutcome(SlackStates.Failing, $"Slack answered with the status {status}: {Word(reply.Head)}.", reply.RetryAfter),
            _ => new SlackOutcome(SlackStates.Failing, reply.Error ?? "There was no answer.", RetryAfter: null),
        };
    }

    // Slack's answers are words such as no_service.
    private static string Word(string? head)
    {
        const int Longest = 60;
        var word = (head ?? "").Trim();
        return word.Length is 0 or > Longest || word.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_') ? "no reason given" : word;
    }
}
