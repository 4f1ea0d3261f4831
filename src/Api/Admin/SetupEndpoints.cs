using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Admin;

/// <summary>The set-up link. Looking at it does not use it up, so that a preview of it does no harm.</summary>
internal static class SetupEndpoints
{
    public static void MapSetupEndpoints(this IEndpointRouteBuilder api)
    {
        var setup = api.MapGroup("/setup/{token}").WithTags(AdminEndpoints.Tag).DescribesParameter("token", "The token of the set-up link.").CountsAs(RateClass.Auth);
        setup.MapGet("", FindAsync).WithName("getSetupOffer").AllowAnonymous()
            .Describes("Returns 200 if a set-up link is valid: a POST to it makes the caller the first administrator.")
            .Answers<SetupOffer>(200).Refuses(ProblemCodes.NotFound);
        setup.MapPost("", ClaimAsync).WithName("claimSetup")
            .Needs(Permission.AccountAdmin).Describes("Makes the caller the first administrator of this instance. The link is single-use, and valid for a day while there is no administrator.")
            .Answers(204).Refuses(ProblemCodes.NotFound);
    }

    private static async Task<IResult> FindAsync(string token, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var outcome = await cluster.GetGrain<ISetupGrain>(0).FindAsync(token, cancellationToken);
        return outcome.Answer(offer => new JsonAnswer<SetupOffer>(offer));
    }

    private static async Task<IResult> ClaimAsync(string token, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var outcome = await cluster.GetGrain<ISetupGrain>(0).ClaimAsync(caller.UserId, token, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }
}
