using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>The copy of the only mailbox in a database.</summary>
internal static class StoredCopy
{
    /// <summary>All messages of all folders, by folder and UID, as the server would tell them.</summary>
    public static async Task<IReadOnlyList<ServerMessage>> ReadAsync(TestDatabase database)
    {
        const string Sql = """
            SELECT l.provider_ref, p.uid, m.flags
            FROM message_labels p
            JOIN labels l ON l.user_id = p.user_id AND l.id = p.label_id
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
            """;
        await using var command = database.DataSource.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        var copy = new List<ServerMessage>();
        while (await reader.ReadAsync())
        {
            copy.Add(ServerMessage.Of(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<string[]>(2)));
        }

        return [.. copy.OrderBy(message => message.Folder, StringComparer.Ordinal).ThenBy(message => message.Uid)];
    }

    /// <summary>Asserts that the event log tells each thing once, and what is there now.</summary>
    /// <param name="allIsAnnounced">Whether all that came in must be announced as received. A move out of a folder that cannot be opened looks like a copy.</param>
    public static async Task AssertLogAsync(Account account, TestDatabase database, bool allIsAnnounced)
    {
        var events = await account.ReadEventsAsync();
        var present = await ReadMessagesAsync(database);
        var received = EventLogRules.AssertHold(events, present.Keys);

        // What is there now is history, or was announced; its last known flags are those it has.
        Assert.All(
            present.Where(message => allIsAnnounced && !message.Value.Subject.StartsWith("history", StringComparison.Ordinal)),
            message => Assert.Contains(message.Key, received));
        foreach (var update in events.Where(entry => entry.Type == "email.updated").GroupBy(Id).Where(group => present.ContainsKey(group.Key)))
        {
            var last = update.Last().Data.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString());
            Assert.Equal(present[update.Key].Flags, last);
        }
    }

    private static async Task<Dictionary<string, (string Subject, string[] Flags)>> ReadMessagesAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT id, subject, flags FROM messages");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new Dictionary<string, (string, string[])>();
        while (await reader.ReadAsync())
        {
            messages.Add(reader.GetGuid(0).ToString("N"), (reader.GetString(1), reader.GetFieldValue<string[]>(2)));
        }

        return messages;
    }

    private static string Id(EventAnswer entry) => entry.Data.GetProperty("email_id").GetString()!;
}
