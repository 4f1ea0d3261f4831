using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Secrets;
using EmailAgent.Providers.Webhooks;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Slack;

[StatelessWorker, Reentrant]
internal sealed class SlackGrain(SlackStore store, SlackClient client, WebhookClient http, SecretProtector secrets, IOptions<SlackOptions> options) : Grain, ISlackGrain
{
    private const string Product = "EmailAgent";

    private static readonly Problem NotConfigured = new(ProblemCodes.NotFound, "Slack is not configured.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<SlackIntegration>> GetAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(UserId, cancellationToken) is { } row ? row.ToIntegration() : NotConfigured;

    public async Task<Outcome<SlackIntegration>> ConfigureAsync(SlackRequest request, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(UserId, cancellationToken);
        if (SlackPolicy.Check(request, options.Value.Hosts, stored is not null) is { } invalid)
            return invalid;
        var url = request.WebhookUrl ?? secrets.Unprotect(SlackStore.SecretPurpose, stored!.WebhookUrl);
        if (await http.CheckAsync(url, cancellationToken) is not null)
            return new Problem(ProblemCodes.Invalid, "The address cannot be reached from here.", "webhook_url");
        var outcome = await client.PostAsync(url, SlackPost.Test(Product), cancellationToken);
        if (outcome.State != SlackStates.Working)
            return new Problem(SlackProblems.Refused, outcome.Error!, "webhook_url");
        var entry = AuditTrail.Entry(UserId, SlackActions.Configure);
        await store.SaveAsync(UserId, secrets.Protect(SlackStore.SecretPurpose, url), request, entry, cancellationToken);
        return await GetAsync(cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(CancellationToken cancellationToken) =>
        await store.DeleteAsync(UserId, AuditTrail.Entry(UserId, SlackActions.Delete), cancellationToken) ? Done.Value : NotConfigured;
}
