namespace EmailAgent.Grains.Events;

/// <summary>The types of events this version writes: the constants of classes marked with <see cref="EventTypesAttribute"/>.</summary>
public static class EventTypes
{
    /// <summary>Gets all types, by feature and in the order of their declaration.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(EventTypes).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.IsDefined(typeof(EventTypesAttribute), inherit: false))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetFields())
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
