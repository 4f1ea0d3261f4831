using EmailAgent.Api.Http;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Identity;

internal static class IdentityEndpoints
{
    public static readonly ApiTag Tag = new("Identity", "Accounts, sign-in, sessions and the second factor.", 20);

    private const int MaxText = 1000;

    public static void MapIdentityEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/jwks.json", GetKeysAsync).WithName("getSigningKeys").WithTags(Tag).AllowAnonymous()
            .Describes("Returns the public keys that verify access tokens (RFC 7517).").Answers<JwksAnswer>(200);

        var auth = routes.MapGroup("/api/v1/auth").WithTags(Tag).AllowAnonymous().CountsAs(RateClass.Auth);
        auth.MapPost("/register", RegisterAsync).WithName("register")
            .Describes("Creates an account and opens a session. If addresses must be verified first (202), a mail contains the next step, and the answer does not reveal whether the address has an account. With the header `X-Session: cookie`, the refresh token is set as a cookie for this host's pages only, and not returned.")
            .Answers<OpenedSession>(201).Answers<PendingAnswer>(202).Refuses(ProblemCodes.Invalid, IdentityProblems.EmailTaken, IdentityProblems.RegistrationClosed, IdentityProblems.InvitationNeeded, ProblemCodes.Unavailable, ApiProblemCodes.CrossSite);
        auth.MapPost("/login", LoginAsync).WithName("logIn")
            .Describes("Opens a session; or, if the account has a second factor (202), requests a code. With the header `X-Session: cookie`, the refresh token is set as a cookie for this host's pages only, and not returned.")
            .Answers<OpenedSession>(200).Answers<PendingAnswer>(202).Refuses(ProblemCodes.Invalid, IdentityProblems.InvalidCredentials, IdentityProblems.AccountDisabled, IdentityProblems.EmailNotVerified, ProblemCodes.TooManyAttempts, ProblemCodes.Unavailable, ApiProblemCodes.CrossSite);
        // Their tokens cannot be guessed, and their holders must get through even if another client at the same address guesses passwords.
        auth.MapPost("/refresh", RefreshAsync).WithName("refreshSession").CountsAs(RateClass.Write)
            .Describes("Exchanges a refresh token for a new pair. Reuse of a token ends its session, except that a client that lost the answer can repeat the request once within 30 seconds. With the header `X-Session: cookie`, the token is read from the cookie and replaced there.")
            .Answers<OpenedSession>(200).Refuses(ProblemCodes.Invalid, IdentityProblems.InvalidRefreshToken, ApiProblemCodes.CrossSite);
        auth.MapPost("/logout", LogoutAsync).WithName("logOut").CountsAs(RateClass.Write)
            .Describes("Ends the session of a refresh token, with its access tokens. With the header `X-Session: cookie`, the token is read from the cookie, which is removed.")
            .Answers(204).Refuses(ProblemCodes.Invalid, ApiProblemCodes.CrossSite);
    }

    private static async Task<IResult> GetKeysAsync(HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var keys = await cluster.GetGrain<IIdentityGrain>(0).GetSigningKeysAsync(cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer<JwksAnswer>(new JwksAnswer(
            [.. keys.Select(key => new JwkAnswer("EC", "P-256", key.X, key.Y, key.KeyId, "sig", AccessToken.Algorithm))]));
    }

    private static async Task<IResult> RegisterAsync(JsonBody<RegisterRequest> body, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (SessionCookie.IsForeign(context.Request))
            return CrossSiteMiddleware.Refused;
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("email", request.Email, MaxText);
        fields.Required("password", request.Password, MaxText);
        fields.Optional("first_name", request.FirstName, MaxText);
        fields.Optional("last_name", request.LastName, MaxText);
        fields.Optional("invitation", request.Invitation, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IIdentityGrain>(0).RegisterAsync(request, cancellationToken);
        return outcome.Answer(step => Shape(context, step, StatusCodes.Status201Created));
    }

    private static async Task<IResult> LoginAsync(JsonBody<LoginRequest> body, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (SessionCookie.IsForeign(context.Request))
            return CrossSiteMiddleware.Refused;
        var (fields, credentials) = (body.Fields, body.Value);
        fields.Required("email", credentials.Email, MaxText);
        fields.Required("password", credentials.Password, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IIdentityGrain>(0).LoginAsync(credentials, cancellationToken);
        return outcome.Answer(step => Shape(context, step, StatusCodes.Status200OK));
    }

    private static async Task<IResult> RefreshAsync(JsonBody<RefreshRequest> body, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (SessionCookie.IsForeign(context.Request))
            return CrossSiteMiddleware.Refused;
        var token = ReadToken(body, context.Request);
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        var outcome = await cluster.GetGrain<IIdentityGrain>(0).RefreshAsync(token, cancellationToken);
        if (outcome.Value is null && SessionCookie.IsRequested(context.Request))
            SessionCookie.Clear(context);
        return outcome.Answer(session => SessionCookie.Answer(context, session, StatusCodes.Status200OK));
    }

    private static async Task<IResult> LogoutAsync(JsonBody<RefreshRequest> body, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (SessionCookie.IsForeign(context.Request))
            return CrossSiteMiddleware.Refused;
        var token = ReadToken(body, context.Request);
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        await cluster.GetGrain<IIdentityGrain>(0).LogoutAsync(token, cancellationToken);
        if (SessionCookie.IsRequested(context.Request))
            SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    // A browser whose cookie has expired has no session either; the grain answers an empty token as an unknown one.
    private static string ReadToken(JsonBody<RefreshRequest> body, HttpRequest request) => SessionCookie.IsRequested(request)
        ? SessionCookie.Read(request) ?? ""
        : body.Fields.Required("refresh_token", body.Value.RefreshToken, MaxText);

    public static IResult Shape(HttpContext context, LoginStep step, int status) => step.Session is { } session
        ? SessionCookie.Answer(context, session, status)
        : new JsonAnswer<PendingAnswer>(PendingAnswer.From(step), StatusCodes.Status202Accepted);
}
