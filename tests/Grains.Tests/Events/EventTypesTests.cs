using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Tests.Events;

public sealed class EventTypesTests
{
    // By the names of their classes, so that one without [EventTypes] is found, too.
    [Fact]
    public void All_TypesOfFeatures_AreListedOnce()
    {
        var declared = typeof(EventTypes).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Events", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields())
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Order(StringComparer.Ordinal), EventTypes.All.Order(StringComparer.Ordinal));
        Assert.Equal(EventTypes.All.Count, EventTypes.All.Distinct().Count());
    }
}
