namespace EmailAgent.Grains.Events;

/// <summary>Marks a static class whose constants are types of events; a feature has one in its folder.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventTypesAttribute : Attribute;
