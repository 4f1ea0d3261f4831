using EmailAgent.Providers.Notices;
using EmailAgent.Storage.Organizations;

namespace EmailAgent.Grains.Organizations;

/// <summary>
/// What an address is told of its invitations: all that are open in one mail, so that many inviters make few mails. Its tokens are made
/// when it is written, and none is stored in the clear.
/// </summary>
internal sealed class InvitationMails(InvitationStore invitations)
{
    // The newest: a mail that strangers can make longer and longer is read by nobody.
    private const int MostInOne = 10;

    /// <returns>Null when there is nothing (any more) to tell.</returns>
    public async Task<Notice?> WriteAsync(string emailKey, Uri? publicUrl, CancellationToken cancellationToken)
    {
        var open = await invitations.ListToMailAsync(emailKey, MostInOne, cancellationToken);
        if (open.Count == 0)
            return null;
        var tokens = open.Select(_ => InvitationToken.Create()).ToList();
        await invitations.SetMailTokensAsync([.. open.Zip(tokens, (invitation, token) => (invitation.Id, token.Hash))], cancellationToken);
        return InvitationTexts.Write(emailKey, [.. open.Zip(tokens, (invitation, token) => (invitation.Organization, invitation.Role, token.Text))], publicUrl);
    }

    /// <summary>Notes that the mail that was written last has been sent.</summary>
    public Task MarkSentAsync(string emailKey, CancellationToken cancellationToken) => invitations.MarkMailedAsync(emailKey, cancellationToken);

    /// <summary>Whether there are invitations of the address that no mail has told of: made while one was sent, or too many for it.</summary>
    public Task<bool> AnyLeftAsync(string emailKey, CancellationToken cancellationToken) => invitations.IsToMailAsync(emailKey, cancellationToken);
}
