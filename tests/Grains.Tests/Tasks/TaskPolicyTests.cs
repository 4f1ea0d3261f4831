using EmailAgent.Grains.Tasks;

namespace EmailAgent.Grains.Tests.Tasks;

public sealed class TaskPolicyTests
{
    private static readonly TaskFields None = new(null, null, null, null, null, null, null, null);

    [Fact]
    public void Check_OfInvalidFields_NamesEach()
    {
        var fields = new TaskFields(
            " ", new string('x', 20_001), "half", "most", null, "a\u0000b", "no id", "no id", [new TaskQuote("no id", "x")]);

        var problem = TaskPolicy.Check(fields, isNew: true).Problem!;

        Assert.Equal(
            ["title", "description", "status", "priority", "assignee", "project_id", "parent_task_id", "evidence[0].email_id"],
            problem.Others!.Prepend(problem).Select(refused => refused.Field));
    }

    [Fact]
    public void Check_OfANewTask_RequiresATitle()
    {
        Assert.Equal("title", TaskPolicy.Check(None, isNew: true).Problem!.Field);
        Assert.Empty(TaskPolicy.Check(None, isNew: false).Value!.Fields);
    }

    [Fact]
    public void Check_OfFields_TidiesThem()
    {
        var id = Guid.NewGuid();
        var fields = new TaskFields(" Pay\r\nthe bill ", " now ", "done", "high", null, " Ann@Example.COM ", $"{id:N}", "", null);

        var task = TaskPolicy.Check(fields, isNew: true).Value!;

        Assert.Equal(("Pay the bill", "now", "ann@example.com", (Guid?)id, (Guid?)Guid.Empty), (task.Title, task.Description, task.Assignee, task.ProjectId, task.ParentId));
        Assert.Equal(["assignee", "description", "parent_task_id", "priority", "project_id", "status", "title"], task.Fields);
    }

    [Fact]
    public void Normalize_OfADay_KeepsTheDayOfItsZone()
    {
        var evening = new DateTimeOffset(2027, 1, 31, 22, 0, 0, TimeSpan.FromHours(-8));

        Assert.Equal(new TaskDue(new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), HasTime: false), TaskPolicy.Normalize(new TaskDue(evening, HasTime: false)));
        Assert.Equal(new TaskDue(new DateTimeOffset(2027, 2, 1, 6, 0, 0, TimeSpan.Zero), HasTime: true), TaskPolicy.Normalize(new TaskDue(evening, HasTime: true)));
        Assert.Equal(new TaskDue(null, HasTime: false), TaskPolicy.Normalize(new TaskDue(null, HasTime: true)));
    }

    [Theory]
    [InlineData("Hello. Pay now.", "Pay now.", 7, 7)]
    [InlineData("Hello. Pay now.", "Pay now.", 0, 7)]
    [InlineData("Hello. Pay now.", "Pay now.", 99, 7)]
    [InlineData("Hello. Pay now.", "pay now.", 7, null)]
    [InlineData("Hello. Pay now.", " ", 0, null)]
    public void Locate_OfAQuote_FindsItOnlyLiterally(string text, string quote, int start, int? expected) => Assert.Equal(expected, TaskSelection.Locate(text, quote, start));

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Options_OutOfRange_AreRefusedAtStart(int perUser) =>
        Assert.True(new TaskOptionsValidator().Validate(null, new TaskOptions { PerUser = perUser }).Failed);
}
