using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Webhooks;

namespace EmailAgent.Grains.Categories;

/// <summary>Makes attempts to end subscriptions, whose rows are stored already.</summary>
internal sealed class Unsubscriber(WebhookClient http, IGrainFactory grains)
{
    private const int AtOnce = 8;
    private const int AtOncePerUser = 2;
    private const string DefaultSubject = "unsubscribe";

    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    /// <summary>Makes the attempt that is planned.</summary>
    public Task<UnsubscribeOutcome> AttemptAsync(Visibility visible, Guid id, Guid connectionId, UnsubscribePlan plan, CancellationToken cancellationToken) =>
        plan.Method == UnsubscriptionMethods.OneClick
            ? PostAsync(visible.UserId, plan.Target, cancellationToken)
            : MailAsync(visible, id, connectionId, plan.Target, cancellationToken);

    /// <summary>Sends the request of RFC 8058. No cookie and no credential goes with it.</summary>
    private async Task<UnsubscribeOutcome> PostAsync(Guid userId, string target, CancellationToken cancellationToken)
    {
        using var place = await _gate.EnterAsync(userId, isUrgent: true, cancellationToken);
        if (await http.CheckAsync(target, cancellationToken) is { } fault)
            return new UnsubscribeOutcome(UnsubscriptionStates.Failed, Status: null, OutgoingId: null, Describe(fault));
        var post = new WebhookPost(new Uri(target), [], "List-Unsubscribe=One-Click"u8.ToArray()) { ContentType = "application/x-www-form-urlencoded" };
        var reply = await http.PostAsync(post, cancellationToken);
        return reply switch
        {
            { IsSuccess: true } => new UnsubscribeOutcome(UnsubscriptionStates.Accepted, reply.Status, OutgoingId: null, "The sender accepted the request."),
            { Status: { } status } => new UnsubscribeOutcome(UnsubscriptionStates.Failed, status, OutgoingId: null, $"The sender refused the request with the status {status}."),
            _ => new UnsubscribeOutcome(UnsubscriptionStates.Failed, Status: null, OutgoingId: null, reply.Error ?? "There was no answer."),
        };
    }

    /// <summary>Hands a mail that asks for the end of the subscription to the sending of mail.</summary>
    private async Task<UnsubscribeOutcome> MailAsync(Visibility visible, Guid id, Guid connectionId, string target, CancellationToken cancellationToken)
    {
        var address = MailtoAddress.Parse(target)!;
        var message = new ComposeRequest
        {
            ConnectionId = Ids.Format(connectionId),
            To = [new ComposeAddress(null, address.Email)],
            Subject = address.Subject ?? DefaultSubject,
            BodyText = address.Body ?? DefaultSubject,
            BodyHtml = "",
            Signature = false,
        };
        var order = new OutgoingOrder(id, visible, visible.UserId, message, UndoSeconds: 0);
        var outcome = await grains.GetGrain<IOutgoingGrain>(visible.UserId.ToString("N")).SendAsync(order, cancellationToken);
        return outcome.Problem is { } problem
            ? new UnsubscribeOutcome(UnsubscriptionStates.Failed, Status: null, OutgoingId: null, problem.Detail)
            : new UnsubscribeOutcome(UnsubscriptionStates.Accepted, Status: null, id, "A mail that asks for it is on its way.");
    }

    private static string Describe(WebhookAddressFault fault) => fault switch
    {
        WebhookAddressFault.NotAllowed => "The address of the sender's server is not allowed.",
        WebhookAddressFault.Unresolved => "The name of the sender's server has no address.",
        _ => "The message gives no valid address.",
    };
}
