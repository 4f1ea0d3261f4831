using EmailAgent.Api.Access;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

internal static class SessionEndpoints
{
    private const string Current = "current";
    private const int MaxText = 1000;

    private static readonly BooleanParameter RevokeApiKeys = new("revoke_api_keys", "Also revokes all API keys of the caller.");

    public static void MapSessionEndpoints(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags(IdentityEndpoints.Tag);
        auth.MapGet("/sessions", ListAsync).WithName("listSessions")
            .Needs(Permission.AccountAdmin).Describes("Lists the caller's open sessions, last used first.")
            .Answers<ListAnswer<SessionAnswer>>(200);
        auth.MapDelete("/sessions/{id}", EndAsync).WithName("endSession").DescribesId("a session; `current` for the caller's own")
            .Needs(Permission.AccountAdmin).Describes("Ends a session and its tokens at once; `current` is the caller's own, any other requires a recent sign-in, see confirm.")
            .Answers(204).Refuses(ProblemCodes.NotFound, IdentityProblems.ProofRequired);
        auth.MapPost("/logout-all", EndAllAsync).WithName("logOutEverywhere")
            .Needs(Permission.AccountAdmin).Describes("Ends all sessions of the caller, including this one. API keys stay valid unless revoke_api_keys is true: revoke them if the account may be compromised. Requires a recent sign-in, see confirm.")
            .Takes(RevokeApiKeys).Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.ProofRequired);
        auth.MapPost("/confirm", ConfirmAsync).WithName("confirmIdentity")
            .Needs(Permission.AccountAdmin).Describes("Confirms the session by the password, if there is one, and a code, if there is a second factor. For 15 minutes, as after a login, requests are then not refused with proof_required.")
            .Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, IdentityProblems.WrongCode, ProblemCodes.NotFound, ProblemCodes.TooManyAttempts, ProblemCodes.Unavailable);
        auth.MapPost("/change-password", ChangePasswordAsync).WithName("changePassword")
            .Needs(Permission.AccountAdmin).Describes("Replaces the password. All other sessions end.")
            .Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, ProblemCodes.TooManyAttempts, ProblemCodes.Unavailable);
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<SessionAnswer>>(ListAnswer<SessionAnswer>.From(await Account(caller, cluster).ListSessionsAsync(caller.SessionId, cancellationToken)));

    private static async Task<IResult> EndAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var outcome = await Account(caller, cluster).EndSessionAsync(id == Current ? caller.SessionId?.ToString("N") ?? "" : id, caller.SessionId, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> EndAllAsync(HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var revokeKeys = query.Read(RevokeApiKeys) ?? false;
        if (query.Errors.Any)
        {
            return query.Errors.ToAnswer();
        }

        var outcome = await Account(caller, cluster).EndSessionsAsync(caller.SessionId, revokeKeys, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ConfirmAsync(JsonBody<OwnerProofRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var proof = new Confirmation(
            fields.Optional("password", body.Value.Password, MaxText), fields.Optional("code", body.Value.Code, MaxText), caller.SessionId);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Account(caller, cluster).ConfirmAsync(proof, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ChangePasswordAsync(
        JsonBody<ChangePasswordRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var proof = new Confirmation(fields.Required("current_password", body.Value.CurrentPassword, MaxText), null, caller.SessionId);
        var password = fields.Required("new_password", body.Value.NewPassword, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Account(caller, cluster).ChangePasswordAsync(proof, password, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static IAccountGrain Account(Caller caller, IClusterClient cluster) => cluster.GetGrain<IAccountGrain>(caller.Key);
}
