namespace EmailAgent.Grains;

/// <summary>Marks a call that can be sent twice, such as a read. An API sends it again to a live silo if its silo died.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
