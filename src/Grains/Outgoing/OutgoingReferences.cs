using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The check of what a message refers to, for callers who see only some mailboxes of its owner: members of an organization, and API keys. Without it
/// they could send themselves the rest of the owner's mail.
/// </summary>
internal sealed class OutgoingReferences(MessageLocator locator)
{
    /// <returns>Null if all messages and attachments are visible to the caller.</returns>
    public async Task<Problem?> CheckAsync(Visibility visible, ComposeRequest request, CancellationToken cancellationToken)
    {
        if (visible.ConnectionIds is null)
            return null;
        if (!await SeesMessageAsync(visible, request.InReplyToId, cancellationToken))
            return Unknown("in_reply_to_id", "message");
        if (!await SeesMessageAsync(visible, request.ForwardOfId, cancellationToken))
            return Unknown("forward_of_id", "message");
        foreach (var id in request.AttachmentIds ?? [])
        {
            // An attachment can also be a whole message.
            if (!await SeesMessageAsync(visible, id, cancellationToken) || !await SeesAttachmentAsync(visible, id, cancellationToken))
                return Unknown("attachment_ids", "attachment");
        }

        return null;
    }

    /// <summary>Indicates whether an id is not that of a message which the caller does not see.</summary>
    private async Task<bool> SeesMessageAsync(Visibility visible, string? messageId, CancellationToken cancellationToken)
    {
        if (messageId is null || !Ids.TryParse(messageId, out var id))
            return true;
        var found = await locator.FindOwnersAsync([visible.UserId], [id], cancellationToken);
        return found.All(message => visible.Includes(message.ConnectionId));
    }

    /// <summary>Indicates whether an id is not that of a received attachment which the caller does not see.</summary>
    private async Task<bool> SeesAttachmentAsync(Visibility visible, string attachmentId, CancellationToken cancellationToken) =>
        !Ids.TryParse(attachmentId, out var id)
        || await locator.FindAttachmentAsync(visible, id, cancellationToken) is not null
        || await locator.FindAttachmentAsync(Visibility.OfAll(visible.UserId), id, cancellationToken) is null;

    private static Problem Unknown(string field, string what) => new(ProblemCodes.Invalid, $"There is no such {what}.", field);
}
