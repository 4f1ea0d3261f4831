using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Connections;

internal static class ConnectionEndpoints
{
    public static readonly ApiTag Tag = new("Connections", "Mailboxes: connect, change and disconnect them.", 40);

    public static void MapConnectionEndpoints(this IEndpointRouteBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags(Tag).DescribesId("a mailbox");
        connections.MapGet("", ListAsync).WithName("listConnections")
            .Needs(Permission.ConnectionsRead).Describes("Lists the caller's mailboxes, oldest first, then those shared with the caller.").Answers<ListAnswer<Connection>>(200);
        connections.MapGet("/status", GetStatusAsync).WithName("getConnectionsStatus")
            .Needs(Permission.ConnectionsRead).Describes("Returns the state of each provider.").Answers<Dictionary<string, ProviderStatusAnswer>>(200);
        connections.MapPost("/discover", DiscoverAsync).WithName("discoverServers").CountsAs(RateClass.Lookup)
            .Needs(Permission.ConnectionsModify, allConnections: true)
            .Describes("Finds the mail servers of an address, and how its owner connects the mailbox. It takes up to 20 seconds, and sends no password.")
            .Answers<DiscoveredServers>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.TooManyAttempts);
        foreach (var provider in ProviderNames.All.Where(provider => provider.TakesPassword))
        {
            connections.MapPost($"/{provider.Name}", ConnectAsync).WithName($"connect{provider.Word}").WithMetadata(provider).CountsAs(RateClass.Lookup)
                .Needs(Permission.ConnectionsModify, allConnections: true)
                .Describes($"Connects a mailbox by {provider.Title}: finds the servers that the request does not name, logs in, verifies the submission server, then starts the sync.")
                .Answers<Connection>(201)
                .Refuses(ProblemCodes.Invalid, ConnectionProblems.ServerNotFound, ConnectionProblems.AuthenticationFailed, ConnectionProblems.ConnectionFailed, ConnectionProblems.AlreadyConnected, ProblemCodes.TooMany)
                .Idempotent();
        }

        connections.MapGet("/{id}", GetAsync).WithName("getConnection")
            .Needs(Permission.ConnectionsRead).Describes("Returns a mailbox.").Answers<Connection>(200).Refuses(ProblemCodes.NotFound);
        connections.MapPatch("/{id}", UpdateAsync).WithName("updateConnection")
            .Needs(Permission.ConnectionsModify).Describes("Changes the display name, the polling and push of a mailbox, its password or its submission server, which are checked by a login.")
            .Answers<Connection>(200)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, ConnectionProblems.AuthenticationFailed, ConnectionProblems.ConnectionFailed)
            .HonorsIfMatch().Idempotent();
        connections.MapDelete("/{id}", DeleteAsync).WithName("deleteConnection")
            .Needs(Permission.ConnectionsModify).Describes("Disconnects a mailbox and removes its mail here; nothing is deleted on the mail server.")
            .Answers(204).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow).HonorsIfMatch().Idempotent();
        connections.MapGet("/{id}/health", GetHealthAsync).WithName("getConnectionHealth")
            .Needs(Permission.ConnectionsRead).Describes("Returns how the mailbox is synced, its last error, and what to do next.")
            .Answers<ConnectionHealth>(200).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow);
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<Connection>>(ListAnswer<Connection>.From(
        [
            .. await cluster.GetGrain<IUserGrain>(caller.Key).ListConnectionsAsync(caller.Sees, cancellationToken),
            .. await cluster.ListSharedAsync(caller, cancellationToken),
        ]));

    private static async Task<IResult> GetStatusAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<Dictionary<string, ProviderStatusAnswer>>(ProviderStatus.Summarize(
            await cluster.GetGrain<IUserGrain>(caller.Key).ListProvidersAsync(cancellationToken),
            await cluster.GetGrain<IUserGrain>(caller.Key).ListConnectionsAsync(caller.Sees, cancellationToken)));

    private static async Task<IResult> DiscoverAsync(JsonBody<DiscoverRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var email = ConnectRequestPolicy.Check(body.Value, fields);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).DiscoverServersAsync(email, cancellationToken);
        return outcome.Answer(servers => new JsonAnswer<DiscoveredServers>(servers));
    }

    private static async Task<IResult> ConnectAsync(
        JsonBody<ConnectRequest> body, Caller caller, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var request = ConnectRequestPolicy.Check(context.Provider(), body.Value, fields);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IUserGrain>(caller.Key).ConnectAsync(request, cancellationToken);
        return outcome.Answer(connection =>
        {
            context.Response.Headers.Location = $"/api/v1/connections/{connection.Id}";
            return new JsonAnswer<Connection>(connection, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = cluster.FindMailbox(caller, id, MailboxAccess.Read);
        if (mailbox is null)
            return refusal!;
        return await ShapeAsync(await mailbox.GetAsync(cancellationToken), caller, cluster, cancellationToken);
    }

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<ConnectionRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = cluster.FindMailbox(caller, id, MailboxAccess.Manage);
        if (mailbox is null)
            return refusal!;
        var fields = body.Fields;
        var changes = new ConnectionChanges(
            fields.Optional("display_name", body.Value.DisplayName, ConnectRequestPolicy.MaxDisplayName),
            fields.Optional("password", body.Value.Password, ConnectRequestPolicy.MaxCredential),
            body.Value.PollMode,
            body.Value.Push,
            body.Value.Poll)
        {
            Smtp = ConnectRequestPolicy.CheckSmtp(body.Value.Smtp, fields),
        };
        if (!fields.Any && changes is { DisplayName: null, Password: null, PollMode: null, Push: null, Poll: null, Smtp: null })
            fields.Add("display_name", "At least one of display_name, password, poll_mode, poll, push and smtp is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (changed, expected) = await IfMatch.CheckAsync<Connection>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (changed is not null)
        {
            return changed;
        }

        return await ShapeAsync(await mailbox.UpdateAsync(changes with { Expected = expected }, cancellationToken), caller, cluster, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = cluster.FindMailbox(caller, id, MailboxAccess.Owner);
        if (mailbox is null)
            return refusal!;
        var (changed, expected) = await IfMatch.CheckAsync<Connection>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        return changed ?? (await mailbox.DeleteAsync(expected, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> GetHealthAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = cluster.FindMailbox(caller, id, MailboxAccess.Manage);
        if (mailbox is null)
            return refusal!;
        return (await mailbox.GetHealthAsync(cancellationToken)).Answer(health => new JsonAnswer<ConnectionHealth>(health));
    }

    private static async Task<IResult> ShapeAsync(Outcome<Connection> outcome, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        outcome.Value is { } connection
            ? new JsonAnswer<Connection>(await cluster.ShowAsync(caller, connection, cancellationToken)) { Tagged = true }
            : new ProblemAnswer(outcome.Problem!);
}
