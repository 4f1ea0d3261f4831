using EmailAgent.Grains.Analysis;

namespace EmailAgent.Grains.Tests.Analysis;

public sealed class StepVersionsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("tasks:2 priority:1", "priority:1 tasks:2")]
    [InlineData("tasks:2 broken priority:x :: tasks:3", "tasks:3")]
    public void Text_IsReadAndWrittenByName(string text, string expected) => Assert.Equal(expected, StepVersions.Parse(text).ToString());

    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "tasks:1", true)]
    [InlineData("tasks:1", "tasks:2", true)]
    [InlineData("tasks:2", "tasks:1", false)]
    [InlineData("tasks:1 gone:9", "tasks:1", false)]
    public void Set_IsBehind_IfAStepIsNewerOrMissing(string stored, string current, bool isBehind) =>
        Assert.Equal(isBehind, StepVersions.Parse(stored).IsBehind(StepVersions.Parse(current)));

    [Fact]
    public void Merge_HasTheHighestVersionOfEach() =>
        Assert.Equal("a:3 b:2 c:1", StepVersions.Parse("a:3 b:1").Merge(StepVersions.Parse("a:2 b:2 c:1")).ToString());
}
