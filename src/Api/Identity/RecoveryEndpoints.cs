using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Identity;

internal static class RecoveryEndpoints
{
    private const int MaxText = 1000;

    public static void MapRecoveryEndpoints(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags(IdentityEndpoints.Tag).AllowAnonymous().CountsAs(RateClass.Auth);
        auth.MapPost("/verify-email", VerifyAsync).WithName("verifyEmail")
            .Describes("Verifies an address by the token mailed to it.")
            .Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.InvalidToken);
        auth.MapPost("/verify-email/resend", ResendAsync).WithName("resendVerification")
            .Describes("Mails a new token to an unverified address. Does not reveal whether the account exists.")
            .Answers(202).Refuses(ProblemCodes.Invalid);
        auth.MapPost("/reset-password", RequestAsync).WithName("requestPasswordReset")
            .Describes("Mails a token for choosing a new password. Does not reveal whether the account exists.")
            .Answers(202).Refuses(ProblemCodes.Invalid);
        auth.MapPost("/reset-password/confirm", ResetAsync).WithName("resetPassword")
            .Describes("Sets a new password by the mailed token. All sessions end; a second factor stays.")
            .Answers(204).Refuses(ProblemCodes.Invalid, IdentityProblems.InvalidToken, ProblemCodes.Unavailable);
    }

    private static async Task<IResult> VerifyAsync(JsonBody<VerifyEmailRequest> body, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var token = fields.Required("token", body.Value.Token, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Recovery(cluster).VerifyEmailAsync(token, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static Task<IResult> ResendAsync(JsonBody<EmailRequest> body, IClusterClient cluster, CancellationToken cancellationToken) =>
        AskAsync(body, email => Recovery(cluster).ResendVerificationAsync(email, cancellationToken));

    private static Task<IResult> RequestAsync(JsonBody<EmailRequest> body, IClusterClient cluster, CancellationToken cancellationToken) =>
        AskAsync(body, email => Recovery(cluster).RequestResetAsync(email, cancellationToken));

    private static async Task<IResult> ResetAsync(JsonBody<ResetPasswordRequest> body, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var token = fields.Required("token", body.Value.Token, MaxText);
        var password = fields.Required("password", body.Value.Password, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Recovery(cluster).ResetPasswordAsync(token, password, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> AskAsync(JsonBody<EmailRequest> body, Func<string, Task> ask)
    {
        var fields = body.Fields;
        var email = fields.Required("email", body.Value.Email, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        await ask(email);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IRecoveryGrain Recovery(IClusterClient cluster) => cluster.GetGrain<IRecoveryGrain>(0);
}
