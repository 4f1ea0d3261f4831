using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Organizations;

namespace EmailAgent.Api.Organizations;

/// <param name="Name">Required; 1 to 100 characters.</param>
internal sealed record OrganizationRequest([property: Required] string? Name);

/// <param name="Role">Required; <c>owner</c>, <c>admin</c> or <c>member</c>.</param>
internal sealed record MemberRequest([property: Required, AllowedValues(OrganizationRoles.Owner, OrganizationRoles.Admin, OrganizationRoles.Member)] string? Role);

/// <summary>An invitation to create.</summary>
/// <param name="Email">Required; only an account with this address can accept.</param>
/// <param name="Role"><c>owner</c>, <c>admin</c> or <c>member</c>. Default: <c>member</c>.</param>
internal sealed record InvitationRequest([property: Required] string? Email, [property: AllowedValues(OrganizationRoles.Owner, OrganizationRoles.Admin, OrganizationRoles.Member)] string? Role);

/// <param name="Token">Required; the token of the invitation.</param>
internal sealed record AcceptRequest([property: Required] string? Token);
