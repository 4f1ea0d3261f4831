using Xunit;

namespace EmailAgent.Testing;

/// <summary>Rules for every event log, regardless of what happened to the mailbox and to the product.</summary>
public static class EventLogRules
{
    /// <summary>Asserts that the log has no gap, reports each arrival and each end once, and agrees with the present messages.</summary>
    /// <param name="events">The whole log.</param>
    /// <param name="present">The ids of the messages that are there.</param>
    /// <returns>The ids of the messages that were announced, in order.</returns>
    public static IReadOnlyList<string> AssertHold(IReadOnlyList<EventAnswer> events, IReadOnlyCollection<string> present)
    {
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        var received = Ids(events, "email.received");
        var deleted = Ids(events, "email.deleted");
        Assert.Equal(received.Distinct(), received);
        Assert.Equal(deleted.Distinct(), deleted);
        Assert.Empty(present.Intersect(deleted));
        Assert.Empty(received.Except(deleted).Except(present));
        return received;
    }

    /// <summary>Returns the ids of the messages of a type of events, in order.</summary>
    public static IReadOnlyList<string> Ids(IReadOnlyList<EventAnswer> events, string type) =>
        [.. events.Where(entry => entry.Type == type).Select(entry => entry.Data.GetProperty("email_id").GetString()!)];
}
