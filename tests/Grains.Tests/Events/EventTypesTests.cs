using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Tests.Events;

public sealed class EventTypesTests
{
    [Fact]
    public void All_Types_AreListed() =>
        Assert.Equal(
            typeof(EventTypes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            EventTypes.All.Order(StringComparer.Ordinal));
}
