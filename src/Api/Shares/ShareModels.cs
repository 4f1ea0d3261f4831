using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Shares;

/// <summary>The access to a shared mailbox, replacing the previous one.</summary>
/// <param name="Everybody">The access of every member: <c>read</c>, <c>send</c> or <c>manage</c>. Default: none.</param>
/// <param name="Members">Additional access of individual members.</param>
internal sealed record ShareConnectionRequest(MailboxAccess? Everybody, IReadOnlyList<ShareMemberRequest?>? Members);

/// <param name="UserId">Required; a member of the organization.</param>
/// <param name="Access">Required; <c>read</c>, <c>send</c> or <c>manage</c>.</param>
internal sealed record ShareMemberRequest([property: Required] string? UserId, [property: Required] MailboxAccess? Access);
