using EmailAgent.Testing;
using Npgsql;

namespace EmailAgent.ProductBench;

/// <summary>
/// Pushes of Pub/Sub at a steady rate for many mailboxes: how long until each is confirmed, which is after it is written down. The
/// mailboxes wait for a sign-in, so that nothing but taking in pushes is measured.
/// </summary>
internal static class PushBench
{
    public static async Task RunAsync(int pushes, int mailboxes)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, new Dictionary<string, string> { ["Gmail__Push__SharedToken"] = Pushes.Token });
        await InsertMailboxesAsync(database, mailboxes);
        var first = await Pushes.SendAsync(product.Client, "nobody@example.org", -1);
        var sent = await Pushes.SendAllAsync(pushes, number => Pushes.SendAsync(product.Client, $"u{number % mailboxes}@example.org", number));
        await using var count = database.DataSource.CreateCommand("SELECT count(*) FROM push_notifications");
        Console.WriteLine($"{pushes} pushes for {mailboxes} mailboxes in {Pushes.Duration.TotalSeconds:N0} s; written down: {await count.ExecuteScalarAsync()}");
        Console.WriteLine($"  the first after the start of the process: {first:N0} ms");
        Pushes.Print(sent);
    }

    private static async Task InsertMailboxesAsync(TestDatabase database, int mailboxes)
    {
        const string Sql = """
            WITH people AS (
                INSERT INTO users (id, email, email_key, password_hash, created_at, updated_at)
                SELECT gen_random_uuid(), 'u' || n || '@example.org', 'u' || n || '@example.org', '', now(), now() FROM generate_series(0, $1 - 1) n
                RETURNING id, email
            )
            INSERT INTO connections (user_id, id, provider, account_key, email, settings, secret, status, created_at)
            SELECT id, gen_random_uuid(), 'gmail', email, email, json_build_object('email', email), '', 'needs_sign_in', now() FROM people
            """;
        await using var command = database.DataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = mailboxes });
        await command.ExecuteNonQueryAsync();
    }
}
