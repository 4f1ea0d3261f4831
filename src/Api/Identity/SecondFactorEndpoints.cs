using EmailAgent.Api.Access;
using EmailAgent.Api.Http;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Identity;

internal static class SecondFactorEndpoints
{
    private const int MaxText = 1000;

    public static void MapSecondFactorEndpoints(this IEndpointRouteBuilder api)
    {
        var mfa = api.MapGroup("/auth/mfa").WithTags(IdentityEndpoints.Tag);
        mfa.MapPost("", CompleteAsync).WithName("completeLogin").AllowAnonymous().CountsAs(RateClass.Auth)
            .Describes("Finishes a login that was answered with mfa_required. Codes are single-use.")
            .Answers<OpenedSession>(200)
            .Refuses(ProblemCodes.Invalid, IdentityProblems.InvalidToken, IdentityProblems.WrongCode, IdentityProblems.AccountDisabled, IdentityProblems.EmailNotVerified, IdentityProblems.SecondFactorOff, ProblemCodes.TooManyAttempts, ApiProblemCodes.CrossSite);
        mfa.MapGet("", GetAsync).WithName("getSecondFactor")
            .Needs(Permission.AccountAdmin, enrols: true).Describes("Returns whether the caller's logins require a code, and the number of unused recovery codes.")
            .Answers<SecondFactorState>(200);
        mfa.MapPost("/totp", ProposeAsync).WithName("createTotpSecret")
            .Needs(Permission.AccountAdmin, enrols: true).Describes("Creates a secret for an authenticator (TOTP, RFC 6238). It takes effect once confirmed.")
            .Answers<SecondFactorSecret>(200).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, IdentityProblems.SecondFactorOn, ProblemCodes.TooManyAttempts);
        mfa.MapPost("/totp/confirm", ConfirmAsync).WithName("confirmTotp")
            .Needs(Permission.AccountAdmin, enrols: true).Describes("Turns the second factor on by a code from the authenticator, and returns the recovery codes, once.")
            .Answers<RecoveryCodeList>(200).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongCode, IdentityProblems.SecondFactorOn, IdentityProblems.SecondFactorOff);
        mfa.MapPost("/totp/disable", RemoveAsync).WithName("disableTotp")
            .Needs(Permission.AccountAdmin).Describes("Turns the second factor off.")
            .Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, IdentityProblems.WrongCode, IdentityProblems.SecondFactorOff, ProblemCodes.TooManyAttempts);
        mfa.MapPost("/recovery-codes", RenewAsync).WithName("renewRecoveryCodes")
            .Needs(Permission.AccountAdmin).Describes("Creates new recovery codes and invalidates the old ones.")
            .Answers<RecoveryCodeList>(200).Refuses(ProblemCodes.Invalid, IdentityProblems.WrongPassword, IdentityProblems.WrongCode, IdentityProblems.SecondFactorOff, ProblemCodes.TooManyAttempts);
    }

    private static async Task<IResult> CompleteAsync(JsonBody<SecondFactorRequest> body, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (SessionCookie.IsForeign(context.Request))
            return CrossSiteMiddleware.Refused;
        var fields = body.Fields;
        var challenge = fields.Required("challenge_token", body.Value.ChallengeToken, MaxText);
        var code = fields.Required("code", body.Value.Code, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IIdentityGrain>(0).CompleteLoginAsync(challenge, code, cancellationToken);
        return outcome.Answer(step => IdentityEndpoints.Shape(context, step, StatusCodes.Status200OK));
    }

    private static async Task<IResult> GetAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<SecondFactorState>(await Account(caller, cluster).GetSecondFactorAsync(cancellationToken));

    private static async Task<IResult> ProposeAsync(JsonBody<PasswordRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var proof = new Confirmation(fields.Required("password", body.Value.Password, MaxText), null, caller.SessionId);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Account(caller, cluster).ProposeSecondFactorAsync(proof, cancellationToken);
        return outcome.Answer(secret => new JsonAnswer<SecondFactorSecret>(secret));
    }

    private static async Task<IResult> ConfirmAsync(JsonBody<CodeRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var code = fields.Required("code", body.Value.Code, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Account(caller, cluster).ConfirmSecondFactorAsync(code, cancellationToken);
        return outcome.Answer(codes => new JsonAnswer<RecoveryCodeList>(codes));
    }

    private static async Task<IResult> RemoveAsync(JsonBody<ProofRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (proof, refused) = Read(body, caller);
        if (refused is not null)
            return refused;
        var outcome = await Account(caller, cluster).RemoveSecondFactorAsync(proof, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> RenewAsync(JsonBody<ProofRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (proof, refused) = Read(body, caller);
        if (refused is not null)
            return refused;
        var outcome = await Account(caller, cluster).RenewRecoveryCodesAsync(proof, cancellationToken);
        return outcome.Answer(codes => new JsonAnswer<RecoveryCodeList>(codes));
    }

    private static (Confirmation Proof, IResult? Refused) Read(JsonBody<ProofRequest> body, Caller caller)
    {
        var fields = body.Fields;
        var proof = new Confirmation(
            fields.Required("password", body.Value.Password, MaxText), fields.Required("code", body.Value.Code, MaxText), caller.SessionId);
        return (proof, fields.Any ? fields.ToAnswer() : null);
    }

    private static IAccountGrain Account(Caller caller, IClusterClient cluster) => cluster.GetGrain<IAccountGrain>(caller.Key);
}
