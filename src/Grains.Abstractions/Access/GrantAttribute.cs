namespace EmailAgent.Grains.Access;

/// <summary>The name of a permission outside the product, and the least role that includes it.</summary>
/// <param name="name">Written <c>feature:action</c>; permanent, since API keys store it.</param>
/// <param name="role">One of <see cref="Roles"/>. Administrators have the permissions of users, too.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class GrantAttribute(string name, string role) : Attribute
{
    public string Name { get; } = name;

    public string Role { get; } = role;

    /// <summary>Indicates whether an API key can have the permission.</summary>
    public bool OfKeys { get; init; } = true;
}
