using System.Collections.Frozen;
using System.Reflection;

namespace EmailAgent.Grains.Access;

/// <summary>The permissions of roles and of API keys, as <see cref="Permission"/> declares them by <see cref="GrantAttribute"/>.</summary>
public static class PermissionGrants
{
    private static readonly FrozenDictionary<Permission, GrantAttribute> ByPermission = typeof(Permission)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.Name != nameof(Permission.None))
        .ToFrozenDictionary(field => (Permission)field.GetValue(null)!, Declared);

    /// <summary>The permissions that an API key can have.</summary>
    public static Permission OfKeys { get; } = Where(grant => grant.OfKeys);

    /// <summary>Every permission with its name.</summary>
    internal static IEnumerable<KeyValuePair<Permission, string>> Names =>
        ByPermission.Select(grant => KeyValuePair.Create(grant.Key, grant.Value.Name));

    /// <summary>Returns the permissions whose least role is the given one.</summary>
    public static Permission OfRole(string role) => Where(grant => grant.Role == role);

    private static Permission Where(Func<GrantAttribute, bool> condition) =>
        ByPermission.Where(grant => condition(grant.Value)).Aggregate(Permission.None, (set, grant) => set | grant.Key);

    private static GrantAttribute Declared(FieldInfo permission) =>
        permission.GetCustomAttribute<GrantAttribute>() ?? throw new InvalidOperationException($"The permission {permission.Name} has no [Grant].");
}
