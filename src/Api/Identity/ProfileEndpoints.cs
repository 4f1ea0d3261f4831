using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

internal static class ProfileEndpoints
{
    private const int MaxText = 1000;

    public static void MapProfileEndpoints(this IEndpointRouteBuilder api)
    {
        var profile = api.MapGroup("/profile").WithTags(IdentityEndpoints.Tag);
        profile.MapGet("", GetAsync).WithName("getProfile")
            .Needs(Permission.AccountRead).Describes("Returns the caller's account.")
            .Answers<UserProfile>(200).Refuses(ProblemCodes.NotFound);
        profile.MapPatch("", UpdateAsync).WithName("updateProfile")
            .Needs(Permission.AccountModify).Describes("Changes the caller's names.")
            .Answers<UserProfile>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        profile.MapDelete("", DeleteAsync).WithName("deleteAccount")
            .Needs(Permission.AccountAdmin).Describes("Deletes the account and everything it owns: all access is refused at once, mailboxes are disconnected, then everything is erased. Requires the password, if there is one, and a code, if there is a second factor.")
            .Answers(202).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, IdentityProblems.WrongCode, ProblemCodes.NotFound, AdminProblems.LastAdmin, ProblemCodes.TooManyAttempts).HonorsIfMatch();
    }

    private static async Task<IResult> DeleteAsync(
        JsonBody<OwnerProofRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var proof = new Confirmation(
            fields.Optional("password", request.Password, MaxText), fields.Optional("code", request.Code, MaxText), caller.SessionId);
        if (fields.Any)
            return fields.ToAnswer();

        // The proof decides; a name that changes in this moment is erased with the account.
        if (await IfMatch.RefuseAsync(context, () => GetAsync(caller, cluster, cancellationToken)) is { } changed)
            return changed;
        var outcome = await cluster.GetGrain<IAccountGrain>(caller.Key).EraseAsync(proof, cancellationToken);
        return outcome.Answer(_ => TypedResults.StatusCode(StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> GetAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).GetProfileAsync(cancellationToken);
        return outcome.Answer(Shape);
    }

    private static async Task<IResult> UpdateAsync(JsonBody<ProfileRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var changes = new ProfileChanges(
            fields.Optional("first_name", body.Value.FirstName, MaxText),
            fields.Optional("last_name", body.Value.LastName, MaxText));
        if (!fields.Any && changes is { FirstName: null, LastName: null })
            fields.Add("first_name", "At least one of first_name and last_name is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (changed, expected) = await IfMatch.CheckAsync<UserProfile>(context, () => GetAsync(caller, cluster, cancellationToken));
        if (changed is not null)
        {
            return changed;
        }

        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).UpdateProfileAsync(changes with { Expected = expected }, cancellationToken);
        return outcome.Answer(Shape);
    }

    private static JsonAnswer<UserProfile> Shape(UserProfile profile) => new(profile) { Tagged = true };
}
