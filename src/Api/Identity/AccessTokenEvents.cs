using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace EmailAgent.Api.Identity;

/// <summary>Extends bearer authentication (RFC 6750): tokens in the query, the user of a token, and problem documents as answers.</summary>
internal sealed class AccessTokenEvents(TokenUsers users) : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            if (header is not [{ } text] || !text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                context.Fail("The Authorization header is not of the form Bearer <token>.");
        }
        else if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryTokenMetadata>() is not null
            && context.Request.Query[QueryTokenMetadata.Parameter] is [{ Length: > 0 } token])
        {
            context.Token = token;
        }

        return Task.CompletedTask;
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        context.Principal = await users.FindAsync((AcceptedToken)context.SecurityToken, context.HttpContext.RequestAborted);
        if (context.Principal is null)
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
        var detail = failure?.Message ?? "This endpoint needs an access token in the Authorization header.";
        return new ProblemAnswer(Refusal.From(ApiProblemCodes.Unauthenticated, detail)).ExecuteAsync(context.HttpContext);
    }
}
