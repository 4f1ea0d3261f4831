using System.Text.Encodings.Web;
using EmailAgent.Api.Access;
using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity;

/// <summary>Authenticates by bearer token (RFC 6750). The principal carries <see cref="CallerClaims"/>.</summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AccessTokenOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokenVerifier verifier)
    : AuthenticationHandler<AccessTokenOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryFindToken(out var token))
            return AuthenticateResult.Fail("The Authorization header is not of the form Bearer <token>.");
        if (token is null)
            return AuthenticateResult.NoResult();

        var (verdict, validated) = await verifier.VerifyAsync(token, Context.RequestAborted);
        if (validated is null)
            return AuthenticateResult.Fail(verdict == TokenVerdict.Expired ? "The access token has expired." : "The access token is not valid.");

        Context.Features.Set(validated);
        return AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.ToPrincipal(SchemeName, validated.UserId, validated.SessionId), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"emailagent\""
            : $"Bearer realm=\"emailagent\", error=\"invalid_token\", error_description=\"{failure.Message}\"";
        await new ProblemAnswer(Refusal.From(
            ApiProblemCodes.Unauthenticated, failure?.Message ?? "This endpoint needs an access token in the Authorization header.")).ExecuteAsync(Context);
    }

    // False when there is something that should be a token and is not.
    private bool TryFindToken(out string? token)
    {
        var header = Request.Headers.Authorization;
        token = null;
        if (header.Count == 0)
        {
            if (Context.GetEndpoint()?.Metadata.GetMetadata<QueryTokenMetadata>() is not null && Request.Query[QueryTokenMetadata.Parameter] is [{ Length: > 0 } fromQuery])
                token = fromQuery;
            return true;
        }

        if (header is not [{ } text] || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        token = text[Prefix.Length..].Trim();
        return true;
    }
}
