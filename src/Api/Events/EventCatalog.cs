namespace EmailAgent.Api.Events;

/// <summary>Lists what each type of event holds, as the features describe it. A type without an entry fails the tests.</summary>
internal static class EventCatalog
{
    /// <summary>Gets all entries, by feature.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        .. typeof(EventCatalog).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IEventDescriptions)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => ((IEventDescriptions)Activator.CreateInstance(type)!).All),
    ];
}
