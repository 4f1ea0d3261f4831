using EmailAgent.Delivery.Notices;

namespace EmailAgent.Grains.Organizations;

/// <summary>
/// Mails about invitations: all open ones of an address in one mail, so that many inviters cause few mails. The tokens are made when
/// the mail is written, and none is stored in the clear.
/// </summary>
internal sealed class InvitationMails(InvitationStore invitations)
{
    // The newest only: a mail that strangers can make longer and longer would not be read.
    private const int MostInOne = 10;

    /// <returns>Null if there is no open invitation.</returns>
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

    /// <summary>Returns whether the address has invitations that no mail contained: made while one was sent, or too many for it.</summary>
    public Task<bool> AnyLeftAsync(string emailKey, CancellationToken cancellationToken) => invitations.IsToMailAsync(emailKey, cancellationToken);
}
