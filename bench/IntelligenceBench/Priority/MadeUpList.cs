using EmailAgent.Intelligence;
using EmailAgent.IntelligenceBench.Archives;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>A list with made-up members: each answers questions of some others. It shows that the measurement works, and nothing else.</summary>
internal static class MadeUpList
{
    private const int Members = 6;
    private const int Count = 400;

    public static IEnumerable<ArchiveMessage> Messages()
    {
        var start = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Count; i++)
        {
            // A question of one member, and then the answer of the member after it.
            var isAnswer = i % 2 == 1;
            var author = (i / 2 * 5 + (isAnswer ? 1 : 0)) % Members;
            yield return new(
                new AnalyzedMessage
                {
                    Id = Guid.NewGuid(),
                    MailboxId = Guid.Empty,
                    ThreadId = Guid.Empty,
                    Date = start.AddMinutes(17 * i),
                    From = new($"Member {author}", $"member{author}@list.example"),
                    Subject = isAnswer ? "Re: Lantern" : "Lantern",
                    Text = isAnswer ? "It hangs in the hall.\n" : "Where is the lantern?\n",
                    Signals = new() { ListId = "lanterns.list.example" },
                },
                $"{i}@list.example", isAnswer ? [$"{i - 1}@list.example"] : [], "lanterns", "made-up");
        }
    }
}
