using EmailAgent.Api.Access;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

internal static class ProfileEndpoints
{
    private const int MaxText = 1000;

    public static void MapProfileEndpoints(this IEndpointRouteBuilder api)
    {
        var profile = api.MapGroup("/profile").WithTags("Identity");
        profile.MapGet("", GetAsync)
            .Needs(Permission.AccountRead).Describes("The caller's own account.")
            .Answers<UserProfile>(200).Refuses(ProblemCodes.NotFound);
        profile.MapPatch("", UpdateAsync)
            .Needs(Permission.AccountModify).Describes("Changes the caller's names.")
            .Answers<UserProfile>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
    }

    private static async Task<IResult> GetAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).GetProfileAsync(cancellationToken);
        return outcome.Answer(Shape);
    }

    private static async Task<IResult> UpdateAsync(JsonBody<ProfileRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = new FieldErrors();
        var changes = new ProfileChanges(
            fields.Optional("first_name", body.Value.FirstName, MaxText),
            fields.Optional("last_name", body.Value.LastName, MaxText));
        if (changes is { FirstName: null, LastName: null })
            fields.Add("first_name", "At least one of first_name and last_name is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).UpdateProfileAsync(changes, cancellationToken);
        return outcome.Answer(Shape);
    }

    private static JsonAnswer<UserProfile> Shape(UserProfile profile) => new(profile) { Tagged = true };
}
