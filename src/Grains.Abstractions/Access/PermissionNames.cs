using System.Collections.Frozen;
using System.Numerics;

namespace EmailAgent.Grains.Access;

/// <summary>Permissions as text: <c>feature:action</c>, as scopes of API keys and in refusals.</summary>
public static class PermissionNames
{
    private static readonly FrozenDictionary<Permission, string> ByPermission = PermissionGrants.Names.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Permission> ByName = ByPermission.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Returns the names of a set's permissions, in the order in which they are declared.</summary>
    public static IReadOnlyList<string> List(Permission set) =>
        [.. Split(set).Select(single => ByPermission[single])];

    /// <returns>None for a name that is not known; no permission has that value.</returns>
    public static Permission Parse(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<Permission> Split(Permission set)
    {
        for (var left = (ulong)set; left != 0; left &= left - 1)
            yield return (Permission)(1L << BitOperations.TrailingZeroCount(left));
    }
}
