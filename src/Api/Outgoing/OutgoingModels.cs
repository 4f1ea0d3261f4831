using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Api.Outgoing;

/// <summary>The receipt of a message that was accepted for sending.</summary>
/// <param name="Id">The outgoing message: <c>GET /outgoing/{id}</c>.</param>
/// <param name="Status">Its state.</param>
/// <param name="UndoUntil">Until when cancelling certainly succeeds; null if there is no such time.</param>
/// <param name="SendAt">When it is to be sent; null for now.</param>
internal sealed record SendAnswer(string Id, [property: OutgoingStateName] string Status, DateTimeOffset? UndoUntil, DateTimeOffset? SendAt)
{
    public static SendAnswer From(OutgoingMail mail) => new(mail.Id, mail.State, mail.UndoUntil, mail.SendAt);
}
