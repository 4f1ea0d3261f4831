using EmailAgent.Intelligence.Projects;

namespace EmailAgent.Intelligence.Tests.Projects;

/// <summary>Threads that belong together, and those that do not.</summary>
public sealed class ProjectClusteringTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly ThreadFacts[] Turbine =
    [
        Thread(0, "Turbine hall schedule", "The turbine hall needs a new foundation before winter.", "ann@example.com", "bob@example.com"),
        Thread(1, "Re: Turbine hall foundation", "The foundation of the turbine hall is delayed by the gravel.", "bob@example.com"),
        Thread(2, "Turbine hall: gravel delivery", "Gravel for the foundation arrives on Thursday.", "bob@example.com", "carl@example.com"),
    ];

    private static readonly ThreadFacts[] Others =
    [
        Thread(3, "Lunch on Friday", "Pizza or noodles this time?", "dora@example.com"),
        Thread(4, "Vacation photographs", "Look at the mountains behind the lake.", "emil@example.com"),
        Thread(5, "Broken printer", "The printer on the second floor is jammed.", "fay@example.com"),
        Thread(6, "Choir rehearsal", "We sing the requiem at eight.", "gus@example.com"),
        Thread(7, "Tax declaration", "The office wants the receipts.", "hal@example.com"),
        Thread(8, "Bicycle repair", "The chain was rusty.", "ida@example.com"),
    ];

    [Fact]
    public void Find_OfThreadsOfOneMatter_IsOneProjectWithReasons()
    {
        var project = Assert.Single(ProjectClustering.Find([.. Others, .. Turbine]));

        Assert.Null(project.ProjectId);
        Assert.Equal(Turbine.Select(thread => thread.ThreadId), project.Threads.Select(thread => thread.ThreadId));
        Assert.All(project.Threads, thread => Assert.NotEmpty(thread.Reasons));
        Assert.Contains(project.Threads[1].Reasons, reason => reason.Code == "subject" && reason.Words.Contains("Turbine", StringComparison.Ordinal));
        Assert.Contains(Turbine, thread => thread.Subject.Contains(project.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_InAnyOrder_IsTheSame()
    {
        ThreadFacts[] all = [.. Turbine, .. Others];
        var expected = Describe(ProjectClustering.Find(all));

        for (var seed = 0; seed < 20; seed++)
        {
            var shuffled = all.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, Describe(ProjectClustering.Find(shuffled)));
        }
    }

    [Fact]
    public void Find_OfThreadsInAProject_LeavesThemAndAddsToIt()
    {
        var id = Guid.NewGuid();
        ThreadFacts[] known = [.. Turbine.Take(2).Select(thread => thread with { ProjectId = id })];

        Assert.Empty(ProjectClustering.Find([.. Others, .. known]));
        var project = Assert.Single(ProjectClustering.Find([.. Others, .. known, Turbine[2]]));
        Assert.Equal((id, Turbine[2].ThreadId), (project.ProjectId, Assert.Single(project.Threads).ThreadId));
    }

    [Fact]
    public void Find_OfTwoThreadsOrUnrelatedOnes_IsNothing()
    {
        Assert.Empty(ProjectClustering.Find([.. Others]));
        Assert.Empty(ProjectClustering.Find([.. Others, .. Turbine.Take(2)]));
        Assert.Empty(ProjectClustering.Find([]));
    }

    [Theory]
    [InlineData("Re: AW: Fwd: Turbine hall", "Turbine hall")]
    [InlineData("[dev] Re[2]: [dev] Turbine hall", "Turbine hall")]
    [InlineData("Note: Turbine hall", "Note: Turbine hall")]
    [InlineData("[dev]", "[dev]")]
    [InlineData("Re:", "")]
    [InlineData("", "")]
    public void Core_OfASubject_HasNoMarks(string subject, string core) => Assert.Equal(core, SubjectCore.Of(subject));

    private static string Describe(IReadOnlyList<FoundProject> projects) =>
        string.Join('\n', projects.Select(project => $"{project.Name}: {string.Join(',', project.Threads.Select(thread => thread.ThreadId))}"));

    private static ThreadFacts Thread(int day, string subject, string text, params string[] people) =>
        new(new Guid(day, 0, 0, new byte[8]), subject, text, people, Monday.AddDays(day), null);
}
