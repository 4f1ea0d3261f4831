using EmailAgent.Grains.Projects;

namespace EmailAgent.Grains.Tests.Projects;

public sealed class ProjectPolicyTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ProjectStates.Active, null, 0, null)]
    [InlineData(ProjectStates.Active, 25, 0, null)]
    [InlineData(ProjectStates.Active, 24, 0, ProjectConcerns.Due)]
    [InlineData(ProjectStates.Active, -500, 40, ProjectConcerns.Due)]
    [InlineData(ProjectStates.Active, null, 30, ProjectConcerns.Stale)]
    [InlineData(ProjectStates.Active, null, 29, null)]
    [InlineData(ProjectStates.Done, -1, 40, null)]
    [InlineData(ProjectStates.Archived, -1, 40, null)]
    public void Concern_OfAProject_IsThatOfItsTimes(string status, int? hoursToDue, int daysSinceActivity, string? expected)
    {
        DateTimeOffset? due = hoursToDue is { } hours ? Now.AddHours(hours) : null;

        Assert.Equal(expected, ProjectPolicy.Concern(status, due, Now.AddDays(-daysSinceActivity), Now));
    }

    [Fact]
    public void News_OfAConcern_IsThereOnceUntilItsTimeChanges()
    {
        var due = new WatchedProject(ProjectStates.Active, Now, Now, null, null);
        var stale = new WatchedProject(ProjectStates.Active, null, Now.AddDays(-31), null, null);

        Assert.Equal(ProjectConcerns.Due, ProjectPolicy.News(due, Now));
        Assert.Null(ProjectPolicy.News(due with { ReportedDueAt = Now }, Now));
        Assert.Equal(ProjectConcerns.Due, ProjectPolicy.News(due with { ReportedDueAt = Now.AddDays(-1) }, Now));
        Assert.Equal(ProjectConcerns.Stale, ProjectPolicy.News(stale, Now));
        Assert.Null(ProjectPolicy.News(stale with { ReportedStaleAt = stale.LastActivityAt }, Now));
    }

    [Fact]
    public void Check_OfFields_NamesWhatIsInvalidAndTidiesTheRest()
    {
        var problem = ProjectPolicy.Check(new ProjectFields(" ", new string('x', 20_001), "half", null), isNew: true).Problem!;
        var change = ProjectPolicy.Check(new ProjectFields(" Move ", null, null, new ProjectDue(Now.ToOffset(TimeSpan.FromHours(2)))), isNew: false).Value!;

        Assert.Equal(["name", "description", "status"], problem.Others!.Prepend(problem).Select(refused => refused.Field));
        Assert.Equal(("Move", TimeSpan.Zero), (change.Name, change.Due!.At!.Value.Offset));
        Assert.Equal(["due_at", "name"], change.Fields);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void Options_OutOfRange_AreRefusedAtStart(int perUser) =>
        Assert.True(new ProjectOptionsValidator().Validate(null, new ProjectOptions { PerUser = perUser }).Failed);
}
