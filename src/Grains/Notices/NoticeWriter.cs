using EmailAgent.Delivery.Notices;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Organizations;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Notices;

/// <summary>Writes mails when they are sent: only here the account is looked up, and tokens are made here, so that none is stored in the clear.</summary>
internal sealed class NoticeWriter(UserStore users, AccountTokens tokens, InvitationMails invitations, IOptions<AccountOptions> options)
{
    /// <returns>Null if there is no recipient or no content.</returns>
    public async Task<Notice?> WriteAsync(DueNotice due, CancellationToken cancellationToken)
    {
        if (due.Kind == NoticeKinds.Invitation)
            return await invitations.WriteAsync(due.EmailKey, options.Value.PublicUrl, cancellationToken);
        if (await users.FindByEmailKeyAsync(due.EmailKey, cancellationToken) is not { DisabledAt: null, Email: { } email } user
            || (due.Kind == NoticeKinds.VerifyEmail && user.EmailVerifiedAt is not null))
        {
            return null;
        }

        var purpose = due.Kind switch
        {
            NoticeKinds.VerifyEmail => TokenPurpose.VerifyEmail,
            NoticeKinds.ResetPassword => TokenPurpose.ResetPassword,
            _ => null,
        };
        var token = purpose is null ? null : await tokens.IssueAsync(user.Id, purpose, cancellationToken);
        return NoticeTexts.Write(due.Kind, email, token, options.Value.PublicUrl);
    }

    /// <summary>Notes that a mail was sent.</summary>
    /// <returns>Whether the next mail of the kind is due.</returns>
    public async Task<bool> MarkSentAsync(DueNotice sent, CancellationToken cancellationToken)
    {
        if (sent.Kind != NoticeKinds.Invitation)
        {
            return false;
        }

        await invitations.MarkSentAsync(sent.EmailKey, cancellationToken);
        return await invitations.AnyLeftAsync(sent.EmailKey, cancellationToken);
    }
}
