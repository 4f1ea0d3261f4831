using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Shares;

/// <summary>Who may do what with a mailbox, in place of what was said before.</summary>
/// <param name="Everybody">What every member may: <c>read</c>, <c>send</c> or <c>manage</c>. Default: nothing.</param>
/// <param name="Members">What single members may beside that.</param>
internal sealed record ShareConnectionRequest(MailboxAccess? Everybody, IReadOnlyList<ShareMemberRequest?>? Members);

/// <param name="UserId">Required; a member of the organization.</param>
/// <param name="Access">Required; <c>read</c>, <c>send</c> or <c>manage</c>.</param>
internal sealed record ShareMemberRequest([property: Required] string? UserId, [property: Required] MailboxAccess? Access);
