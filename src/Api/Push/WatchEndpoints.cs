using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Push;

/// <summary>The pushes for a mailbox, for its owner and the members who manage it.</summary>
internal static class WatchEndpoints
{
    private const int MaxTopic = 500;
    private const int MaxLabels = 100;
    private const int MaxQueue = 100;

    private static readonly TextParameter ConnectionId = new("connection_id", "The mailbox; required if the caller has several.", MaxLength: 100);
    private static readonly TextParameter StartHistoryId = new("start_history_id", "The change after which to begin; by default, the one at the last renewal.", MaxLength: 100);
    private static readonly ChoiceParameter Status = new("status", "NotificationStatus", "Only these.", Default: null, "pending", "processing", "completed", "failed");

    public static void MapWatchEndpoints(this IEndpointRouteBuilder api)
    {
        foreach (var provider in ProviderNames.All.Where(provider => provider.PushService is not null))
        {
            MapWatch(api.MapGroup($"/{provider.Name}/watch").WithTags(PushEndpoints.TagOf(provider)).WithMetadata(provider), provider);
        }
    }

    private static void MapWatch(RouteGroupBuilder watch, KnownProvider provider)
    {
        watch.MapPost("/start", StartAsync).WithName($"start{provider.Word}Watch")
            .Needs(Permission.ConnectionsModify).Describes($"Starts {provider.Title} push for a mailbox, and renews it daily.").Takes(ConnectionId).Answers<WatchState>(200)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, PushProblems.WatchFailed).Idempotent();
        watch.MapPost("/stop", StopAsync).WithName($"stop{provider.Word}Watch")
            .Needs(Permission.ConnectionsModify).Describes($"Stops {provider.Title} push; falls back to polling.").Takes(ConnectionId).Answers<WatchState>(200)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow).Idempotent();
        watch.MapGet("/history", ReadHistoryAsync).WithName($"get{provider.Word}History")
            .Needs(Permission.ConnectionsRead).Describes($"Lists {provider.Title}'s history of a mailbox, the first 1,000 changes.").Takes(ConnectionId, StartHistoryId).Answers<MailboxHistory>(200)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, PushProblems.HistoryGone, ConnectionProblems.MailboxUnavailable);
        watch.MapPost("/poll", PollAsync).WithName($"poll{provider.Word}")
            .Needs(Permission.ConnectionsModify).Describes("Syncs a mailbox now.").Takes(ConnectionId).Answers<SyncStatus>(202).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        watch.MapGet("/queue", ListAsync).WithName($"list{provider.Word}Pushes")
            .Needs(Permission.ConnectionsRead).Describes("Lists the last pushes for a mailbox, newest first.").Takes(ConnectionId, Status).Answers<ListAnswer<PushNotification>>(200)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        watch.MapPost("/queue/process", ProcessAsync).WithName($"process{provider.Word}Pushes")
            .Needs(Permission.ConnectionsModify).Describes("Syncs every mailbox with waiting or failed pushes now, including those that wait for a retry.").Answers<QueueProcessAnswer>(202);
    }

    private static async Task<IResult> StartAsync(JsonBody<WatchStartRequest> body, Caller caller, HttpRequest request, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query, body.Fields);
        var topic = query.Errors.Optional("topic_name", body.Value.TopicName, MaxTopic);
        var labels = body.Value.LabelIds ?? [];
        if (labels.Count > MaxLabels || labels.Any(string.IsNullOrEmpty))
            query.Errors.Add("label_ids", $"Must contain at most {MaxLabels} labels, none of them empty.");
        foreach (var label in labels.Where(label => !string.IsNullOrEmpty(label)))
            query.Errors.CheckText("label_ids", label, MaxTopic);
        if (body.Value.LabelFilterAction is not (null or "include" or "exclude"))
            query.Errors.Add("label_filter_action", "Must be include or exclude.");
        return await WithMailboxAsync(query, request.HttpContext.Provider(), caller, cluster, async mailbox =>
            (await Watch(cluster, mailbox).StartAsync(new WatchRequest(string.IsNullOrEmpty(topic) ? null : topic, labels, body.Value.LabelFilterAction == "exclude"), cancellationToken))
            .Answer(state => new JsonAnswer<WatchState>(state)), cancellationToken);
    }

    private static Task<IResult> StopAsync(Caller caller, HttpRequest request, IClusterClient cluster, CancellationToken cancellationToken) =>
        WithMailboxAsync(new QueryReader(request.Query), request.HttpContext.Provider(), caller, cluster, async mailbox =>
            (await Watch(cluster, mailbox).StopAsync(cancellationToken)).Answer(state => new JsonAnswer<WatchState>(state)), cancellationToken);

    private static Task<IResult> ReadHistoryAsync(Caller caller, HttpRequest request, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var since = query.Read(StartHistoryId);
        return WithMailboxAsync(query, request.HttpContext.Provider(), caller, cluster, async mailbox =>
            (await Watch(cluster, mailbox).ReadHistoryAsync(since, cancellationToken)).Answer(history => new JsonAnswer<MailboxHistory>(history)), cancellationToken);
    }

    private static Task<IResult> PollAsync(Caller caller, HttpRequest request, IClusterClient cluster, CancellationToken cancellationToken) =>
        WithMailboxAsync(new QueryReader(request.Query), request.HttpContext.Provider(), caller, cluster, async mailbox =>
            (await cluster.GetGrain<IMailboxGrain>(mailbox.ToString()).StartSyncAsync(cancellationToken))
            .Answer(status => new JsonAnswer<SyncStatus>(status, StatusCodes.Status202Accepted)), cancellationToken);

    private static Task<IResult> ListAsync(Caller caller, HttpRequest request, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var status = query.Read(Status);
        return WithMailboxAsync(query, request.HttpContext.Provider(), caller, cluster, async mailbox =>
            new JsonAnswer<ListAnswer<PushNotification>>(ListAnswer<PushNotification>.From(await Watch(cluster, mailbox).ListAsync(status, MaxQueue, cancellationToken))), cancellationToken);
    }

    private static async Task<IResult> ProcessAsync(Caller caller, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailboxes, waiting) = (0, 0);
        foreach (var connection in await ListMailboxesAsync(context.Provider(), caller, cluster, cancellationToken))
        {
            var mailbox = new MailboxId(caller.UserId, Guid.ParseExact(connection.Id, "N"));
            var open = (await Watch(cluster, mailbox).ListAsync(null, MaxQueue, cancellationToken)).Count(notification => notification.Status != "completed");
            if (open > 0)
            {
                await cluster.GetGrain<IMailboxGrain>(mailbox.ToString()).StartSyncAsync(cancellationToken);
                (mailboxes, waiting) = (mailboxes + 1, waiting + open);
            }
        }

        return new JsonAnswer<QueueProcessAnswer>(new QueueProcessAnswer(mailboxes, waiting), StatusCodes.Status202Accepted);
    }

    /// <summary>Finds the mailbox that a request is about: the one it names, or the only one there is.</summary>
    private static async Task<IResult> WithMailboxAsync(
        QueryReader query, KnownProvider provider, Caller caller, IClusterClient cluster, Func<MailboxId, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        var named = query.Read(ConnectionId);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        if (named is not null)
        {
            var (id, refusal) = caller.FindMailbox(named, MailboxAccess.Manage);
            return id is { } found ? await answer(found) : refusal!;
        }

        var mailboxes = await ListMailboxesAsync(provider, caller, cluster, cancellationToken);
        if (mailboxes.Count > 1)
            query.Errors.Add(ConnectionId.Name, $"Required, because there are several {provider.Title} mailboxes.");
        return mailboxes.Count == 0 ? Mailboxes.NotFound
            : query.Errors.Any ? query.Errors.ToAnswer()
            : await answer(new MailboxId(caller.UserId, Guid.ParseExact(mailboxes[0].Id, "N")));
    }

    private static async Task<List<Connection>> ListMailboxesAsync(KnownProvider provider, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        [.. (await cluster.GetGrain<IUserGrain>(caller.Key).ListConnectionsAsync(caller.Sees, cancellationToken)).Where(connection => connection.Provider == provider.Name)];

    private static IWatchGrain Watch(IClusterClient cluster, MailboxId mailbox) => cluster.GetGrain<IWatchGrain>(mailbox.ToString());
}
