using EmailAgent.Storage.Access;

namespace EmailAgent.Grains.Access;

internal static class VisibleScope
{
    /// <summary>What a caller sees, as storage reads by it.</summary>
    public static ConnectionScope ToScope(this Visibility visible) => new(visible.UserId, visible.ConnectionIds);
}
