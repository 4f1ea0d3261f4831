namespace EmailAgent.DemoMailbox;

/// <summary>Who the mailbox belongs to, when it is opened, and where chance comes from.</summary>
internal sealed record Scene(Person Owner, DateTimeOffset Now, Random Random)
{
    private int _messages;

    /// <summary>How far back the mail goes.</summary>
    public static TimeSpan Span => TimeSpan.FromDays(150);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>A moment within <see cref="Span"/>, whole seconds.</summary>
    public DateTimeOffset SomeDate() => Earlier(TimeSpan.FromMinutes(20 + (Random.NextDouble() * Span.TotalMinutes)));

    public DateTimeOffset Earlier(TimeSpan by) => DateTimeOffset.FromUnixTimeSeconds((Now - by).ToUnixTimeSeconds());

    public string NextMessageId() => $"<demo.{++_messages:D5}@mail.example.org>";

    /// <summary>Older mail has mostly been read, and some of it is flagged.</summary>
    public string ReadFlags(DateTimeOffset date)
    {
        var seen = Chance(Now - date > TimeSpan.FromDays(4) ? 0.93 : 0.4);
        return (Chance(0.06) ? "F" : "") + (seen ? "S" : "");
    }
}
