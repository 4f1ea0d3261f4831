namespace EmailAgent.Grains;

/// <summary>Marks a call that may be sent twice, as reads are. An API sends it again, to a silo that lives, when a silo died with it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
