using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>Marks a list of scopes that an API key can have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyScopesAttribute() : AllowedValuesAttribute([.. PermissionNames.List(AllOfKeys)])
{
    private const Permission AllOfKeys = (Permission)((1L << 12) - 1) & ~Permission.AccountAdmin;
}
