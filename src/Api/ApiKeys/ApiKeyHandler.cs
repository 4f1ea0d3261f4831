using System.Text.Encodings.Web;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.RateLimits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.ApiKeys;

/// <summary>Authenticates by API key, in <c>X-API-Key</c> or as a bearer token.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyAuthentication keys, KnownKeys known, StrangerLimit strangers)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-API-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Indicates whether a request contains a credential that looks like a key.</summary>
    public static bool IsFor(HttpRequest request) =>
        request.Headers.ContainsKey(Header) || (request.Headers.Authorization is [{ } text] && text.StartsWith(Bearer + ApiKeyText.Prefix, StringComparison.OrdinalIgnoreCase));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (header, authorization) = (Request.Headers[Header], Request.Headers.Authorization);
        if (header.Count + authorization.Count != 1)
            return AuthenticateResult.Fail("A request takes one API key or one access token, not both.");
        var text = header.Count == 1 ? header[0]! : authorization[0]![Bearer.Length..];
        text = text.Trim();
        // Any client can invent keys with a right checksum: the cost of their lookup is limited like all other requests of strangers.
        var kind = RateClassMetadata.Of(Context.GetEndpoint()?.Metadata, Request.Method) ?? RateClass.Auth;
        if (!known.Contains(text) && !(await strangers.TakeAsync(Context, kind)).Allowed)
            return AuthenticateResult.Fail("Too many requests from this address; the API key was not verified.");

        var (caller, failure) = await keys.AuthenticateAsync(text, Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
        known.Note(text, isGood: caller is not null);
        return caller is null
            ? AuthenticateResult.Fail(failure!)
            : AuthenticateResult.Success(new AuthenticationTicket(CallerIdentity.ToPrincipal(SchemeName, caller), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message ?? "The endpoint requires an API key.";
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"emailagent\", error=\"invalid_token\", error_description=\"{failure}\"";
        await new ProblemAnswer(Refusal.From(ApiProblemCodes.Unauthenticated, failure)).ExecuteAsync(Context);
    }
}
