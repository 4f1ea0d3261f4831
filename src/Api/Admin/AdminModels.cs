using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Admin;

/// <summary>What to change of an account: what is absent or null stays.</summary>
/// <param name="Disabled">True closes the account and ends its sessions, false opens it.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
internal sealed record AccountRequest(bool? Disabled, [property: AllowedValues(Roles.User, Roles.Admin)] string? Role);
