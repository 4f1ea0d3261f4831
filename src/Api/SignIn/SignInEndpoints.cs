using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Api.SignIn;

internal static class SignInEndpoints
{
    private static readonly string SignedIn = ProviderNames.All.First(provider => !provider.TakesPassword).Name;
    private static readonly string Provider = $"The kind of mailbox, as GET /providers lists it, such as `{SignedIn}`.";
    private const int MaxAddress = 2000;
    private const int MaxCode = 8000;
    private const int MaxState = 200;
    private const int MaxScopes = 10;

    public static void MapSignInEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/providers", ListAsync).WithName("listProviders").WithTags(ConnectionEndpoints.Tag)
            .Needs(Permission.ConnectionsRead).Describes("Lists the kinds of mailboxes that can be connected, and how.").Answers<ListAnswer<ProviderInfo>>(200);
        api.MapPost("/connections/{provider}/auth-url", BeginAsync).WithName("beginSignIn").WithTags(ConnectionEndpoints.Tag).DescribesParameter("provider", Provider, SignedIn)
            .Needs(Permission.ConnectionsModify, allConnections: true).Describes("Starts connecting a mailbox by OAuth: returns the address to which to send the user's browser.")
            .Answers<SignInStart>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, SignInProblems.ProviderNotConfigured);
        api.MapPost("/connections/{provider}/callback", CompleteAsync).WithName("completeSignIn").WithTags(ConnectionEndpoints.Tag).DescribesParameter("provider", Provider, SignedIn)
            .Needs(Permission.ConnectionsModify, allConnections: true).Describes("Connects the mailbox with the code and state of the user's return. A mailbox that is already connected keeps its id and gets new tokens: 200 instead of 201.")
            .Answers<Connection>(201).Answers<Connection>(200)
            .Refuses(
                ProblemCodes.Invalid, SignInProblems.InvalidState, ProblemCodes.NotFound, SignInProblems.ProviderNotConfigured, SignInProblems.SignInRefused,
                SignInProblems.MissingScope, ProblemCodes.TooMany, ProblemCodes.Unavailable).Idempotent();
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<ProviderInfo>>(ListAnswer<ProviderInfo>.From(await cluster.GetGrain<IUserGrain>(caller.Key).ListProvidersAsync(cancellationToken)));

    private static async Task<IResult> BeginAsync(
        string provider, JsonBody<AuthUrlRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("redirect_uri", request.RedirectUri, MaxAddress);
        if (request.Scopes is { } scopes && (scopes.Count > MaxScopes || scopes.Any(string.IsNullOrEmpty)))
            fields.Add("scopes", $"Must contain at most {MaxScopes} scopes, none of them empty.");
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).BeginSignInAsync(provider, request, cancellationToken);
        return outcome.Answer(start => new JsonAnswer<SignInStart>(start));
    }

    private static async Task<IResult> CompleteAsync(
        string provider, JsonBody<CallbackRequest> body, Caller caller, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, answer) = (body.Fields, body.Value);
        fields.Required("code", answer.Code, MaxCode);
        fields.Required("state", answer.State, MaxState);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).CompleteSignInAsync(provider, answer, cancellationToken);
        return outcome.Answer(signedIn =>
        {
            context.Response.Headers.Location = $"/api/v1/connections/{signedIn.Connection.Id}";
            return new JsonAnswer<Connection>(signedIn.Connection, signedIn.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }
}
