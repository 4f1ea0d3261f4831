using System.Text.Encodings.Web;
using EmailAgent.Api.Access;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity;

/// <summary>Authenticates by bearer token (RFC 6750), whoever of the trusted issuers has signed it. The principal carries <see cref="CallerClaims"/>.</summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AccessTokenOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenAuthenticator authenticator)
    : AuthenticationHandler<AccessTokenOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = "Bearer ";

    private TokenVerdict _verdict;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryFindToken(out var token))
            return AuthenticateResult.Fail("The Authorization header is not of the form Bearer <token>.");
        if (token is null)
            return AuthenticateResult.NoResult();

        (_verdict, var validated) = await authenticator.AuthenticateAsync(token, Context.RequestAborted);
        if (validated is null)
            return AuthenticateResult.Fail(Describe(_verdict));

        Context.Features.Set(validated);
        return AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.ToPrincipal(SchemeName, validated.UserId, validated.SessionId), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (_verdict == TokenVerdict.Unavailable)
        {
            await new ProblemAnswer(Refusal.From(ProblemCodes.Unavailable, failure!.Message)).ExecuteAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"emailagent\""
            : $"Bearer realm=\"emailagent\", error=\"invalid_token\", error_description=\"{failure.Message}\"";
        await new ProblemAnswer(Refusal.From(
            ApiProblemCodes.Unauthenticated, failure?.Message ?? "This endpoint needs an access token in the Authorization header.")).ExecuteAsync(Context);
    }

    private static string Describe(TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Expired => "The access token has expired.",
        TokenVerdict.AccountDeleted => "The account was deleted.",
        TokenVerdict.Unavailable => "The issuer of the access token cannot be reached at the moment; try again.",
        _ => "The access token is not valid.",
    };

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
