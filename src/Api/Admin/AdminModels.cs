using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Admin;

/// <summary>Changes to an account; absent or null fields stay.</summary>
/// <param name="Disabled">True disables the account and ends its sessions, false enables it.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
internal sealed record AccountRequest(bool? Disabled, [property: AllowedValues(Roles.User, Roles.Admin)] string? Role);
