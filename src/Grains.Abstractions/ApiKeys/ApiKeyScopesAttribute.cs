using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>Marks a list of scopes that an API key can have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyScopesAttribute() : AllowedValuesAttribute([.. PermissionNames.List(PermissionGrants.OfKeys)]);
