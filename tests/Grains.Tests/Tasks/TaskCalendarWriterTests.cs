using System.Text;
using EmailAgent.Grains.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Tasks;

/// <summary>Tasks as to-dos of a calendar (RFC 5545).</summary>
public sealed class TaskCalendarWriterTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_OfTasks_HasTheirFields()
    {
        var parent = Task("a", "Move") with { Status = TaskStates.InProgress, Priority = TaskUrgencies.Urgent };
        var child = Task("b", "Pack") with { ParentTaskId = "a", DueAt = Noon, DueHasTime = true, Status = TaskStates.Done, CompletedAt = Noon };
        var orphan = Task("c", "Rest") with { ParentTaskId = "gone", DueAt = new DateTimeOffset(Noon.Date, TimeSpan.Zero), Description = "At home" };

        var lines = TaskCalendarWriter.Write([parent, child, orphan]).Split("\r\n");

        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR", ""), (lines[0], lines[^2], lines[^1]));
        Assert.Equal(["UID:a@emailagent", "UID:b@emailagent", "UID:c@emailagent"], lines.Where(line => line.StartsWith("UID:", StringComparison.Ordinal)));
        Assert.Equal(["STATUS:IN-PROCESS", "STATUS:COMPLETED", "STATUS:NEEDS-ACTION"], lines.Where(line => line.StartsWith("STATUS:", StringComparison.Ordinal)));
        Assert.Equal(["DUE:20270131T120000Z", "DUE;VALUE=DATE:20270131"], lines.Where(line => line.StartsWith("DUE", StringComparison.Ordinal)));
        Assert.Equal("RELATED-TO:a@emailagent", Assert.Single(lines, line => line.StartsWith("RELATED-TO", StringComparison.Ordinal)));
        Assert.Contains("COMPLETED:20270131T120000Z", lines);
        Assert.Contains("PRIORITY:1", lines);
        Assert.Contains("DESCRIPTION:At home", lines);
    }

    [Fact]
    public void Write_OfAText_EscapesSeparatorsAndLineBreaks()
    {
        var text = TaskCalendarWriter.Write([Task("a", "a,b;c\\d") with { Description = "one\r\ntwo\u0007\nBEGIN:VEVENT" }]);

        Assert.Contains("SUMMARY:a\\,b\\;c\\\\d\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:one\\ntwo\\nBEGIN:VEVENT\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_OfAnyText_AreAtMost75BytesAndUnfoldToIt() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), given =>
    {
        var title = string.Concat(Enumerable.Repeat((given ?? "") + "äß漢😀 ", 5)).Replace('\uFFFD', ' ');
        var text = TaskCalendarWriter.Write([Task("a", title)]);
        var bytes = text.Split("\r\n").Max(line => Encoding.UTF8.GetByteCount(line));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        return bytes <= 75 && unfolded.Count(line => line.StartsWith("BEGIN:", StringComparison.Ordinal)) == 2 && unfolded.Count(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal)) == 1;
    }).QuickCheckThrowOnFailure();

    private static MailTask Task(string id, string title) => new(
        id, title, "", TaskStates.Open, TaskUrgencies.Normal, null, false, null, true, null, null, null, TaskSources.Person, null, [], [], Noon, Noon, null);
}
