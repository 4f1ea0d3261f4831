using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Slack;

namespace EmailAgent.Api.Slack;

/// <summary>
/// Posts of received mail to a channel. They contain parts of messages of all mailboxes of their owner, so keys that are bound to mailboxes are not admitted.
/// </summary>
internal static class SlackEndpoints
{
    private static readonly ApiTag Tag = new("Slack", "Posts of received mail to a channel of Slack.", 73);

    public static void MapSlackEndpoints(this IEndpointRouteBuilder api)
    {
        var slack = api.MapGroup("/integrations/slack").WithTags(Tag);
        slack.MapGet("", GetAsync).WithName("getSlack")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Returns the settings of posts to Slack and whether they arrive, without the address.")
            .Answers<SlackIntegration>(200).Refuses(ProblemCodes.NotFound);
        slack.MapPost("/configure", ConfigureAsync).WithName("configureSlack")
            .Needs(Permission.WebhooksManage, allConnections: true)
            .Describes("Replaces the settings, after a test message was posted. Mail that arrives from now on is posted. An API key also needs mail:read.")
            .Answers<SlackIntegration>(200).Refuses(ProblemCodes.Invalid, SlackProblems.Refused).Idempotent();
        slack.MapDelete("", DeleteAsync).WithName("deleteSlack")
            .Needs(Permission.WebhooksManage, allConnections: true).Describes("Deletes the settings; nothing more is posted.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> GetAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Slack(caller).GetAsync(cancellationToken)).Answer(found => new JsonAnswer<SlackIntegration>(found) { Tagged = true });

    private static async Task<IResult> ConfigureAsync(JsonBody<SlackRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        if (caller.Scopes is { } scopes && (scopes & Permission.MailRead) == 0)
            return new ProblemAnswer(Refusal.From(ApiProblemCodes.MissingPermission, "Posting parts of messages requires the permission mail:read."));
        return (await cluster.Slack(caller).ConfigureAsync(body.Value, cancellationToken)).Answer(configured => new JsonAnswer<SlackIntegration>(configured));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Slack(caller).DeleteAsync(cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static ISlackGrain Slack(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ISlackGrain>(caller.Key);
}
