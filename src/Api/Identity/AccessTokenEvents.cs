using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.RateLimits;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace EmailAgent.Api.Identity;

/// <summary>Extends bearer authentication (RFC 6750): tokens in the query, the user of a token, and problem documents as answers.</summary>
internal sealed class AccessTokenEvents(TokenUsers users, AccessTokenHandler tokens, StrangerLimit strangers) : JwtBearerEvents
{
    private const string Bearer = "Bearer ";

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        string? sent = null;
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            if (header is [{ } text] && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
                sent = text[Bearer.Length..].Trim();
            else
                context.Fail("The Authorization header is not of the form Bearer <token>.");
        }
        else if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryTokenMetadata>() is not null
            && context.Request.Query[QueryTokenMetadata.Parameter] is [{ Length: > 0 } token])
        {
            context.Token = sent = token;
        }

        // Any client can invent tokens: the cost of verifying their signatures is limited like all other requests of strangers.
        var kind = RateClassMetadata.Of(context.HttpContext.GetEndpoint()?.Metadata, context.Request.Method) ?? RateClass.Auth;
        if (sent is not null && !tokens.Knows(sent) && !(await strangers.TakeAsync(context.HttpContext, kind)).Allowed)
            context.Fail("Too many requests from this address; the token was not verified.");
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        if (await users.FindAsync((AcceptedToken)context.SecurityToken, context.HttpContext.RequestAborted) is { } caller)
            context.Principal = CallerIdentity.ToPrincipal(context.Scheme.Name, caller);
        else
            context.Fail("The account was deleted.");
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var failure = context.AuthenticateFailure;
        if (failure is TokenRefusedException { IsTemporary: true })
            return new ProblemAnswer(Refusal.From(ProblemCodes.Unavailable, failure.Message)).ExecuteAsync(context.HttpContext);

        context.Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"emailagent\""
            : $"Bearer realm=\"emailagent\", error=\"invalid_token\", error_description=\"{failure.Message}\"";
        var detail = failure?.Message ?? "The endpoint requires an access token in the Authorization header.";
        return new ProblemAnswer(Refusal.From(ApiProblemCodes.Unauthenticated, detail)).ExecuteAsync(context.HttpContext);
    }
}
