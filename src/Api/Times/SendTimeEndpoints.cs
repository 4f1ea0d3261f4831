using EmailAgent.Api.Access;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Outgoing;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Times;

namespace EmailAgent.Api.Times;

/// <summary>Shows a user what a time in words means before a message is scheduled with it.</summary>
internal static class SendTimeEndpoints
{
    private const int MaxText = 100;

    private static readonly TextParameter SendAt = new(
        "send_at", "A timestamp, a local time such as 2027-01-31T09:00, or words such as tomorrow 9:00, next monday or in 2 hours.", MaxText, Required: true);

    private static readonly TextParameter Timezone = new("timezone", "The IANA time zone of a local time or of words; UTC when absent.", MaxText);

    public static void MapSendTimeEndpoints(this IEndpointRouteBuilder api) =>
        api.MapGet("/send-times", ResolveAsync).WithName("resolveSendTime").WithTags(OutgoingEndpoints.Tag)
            .Needs(Permission.MailSend).Describes("Returns the moment at which a message would be sent that is scheduled now with this send_at and timezone. It may be in the past.")
            .Takes(SendAt, Timezone).Answers<ResolvedTime>(200).Refuses(ProblemCodes.Invalid);

    private static async Task<IResult> ResolveAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (text, timezone) = (query.Read(SendAt), query.Read(Timezone));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<ISendTimeGrain>(0).ResolveAsync(text!, timezone, context.RequestAborted);
        return outcome.Answer(resolved => new JsonAnswer<ResolvedTime>(resolved));
    }
}
