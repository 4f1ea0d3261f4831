using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmailAgent.Testing;
using Npgsql;

namespace EmailAgent.ProductBench;

/// <summary>
/// Pushes of Pub/Sub at a steady rate for many mailboxes: how long until each is confirmed, which is after it is written down. The
/// mailboxes wait for a sign-in, so that nothing but taking in pushes is measured.
/// </summary>
internal static class PushBench
{
    private const string Token = "a-secret-of-the-bench";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int pushes, int mailboxes)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, new Dictionary<string, string> { ["Gmail__Push__SharedToken"] = Token });
        await InsertMailboxesAsync(database, mailboxes);
        var times = new ConcurrentBag<double>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, pushes).Select(async number =>
        {
            var due = Duration * number / pushes - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero) await Task.Delay(due);
            var sent = Stopwatch.GetTimestamp();
            using var content = new StringContent(Body(number % mailboxes, 1_000_000 + number), Encoding.UTF8, "application/json");
            using var answer = await product.Client.PostAsync(new Uri("/webhooks/gmail?token=" + Token, UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }));
        var elapsed = Stopwatch.GetElapsedTime(began);
        await using var count = database.DataSource.CreateCommand("SELECT count(*) FROM push_notifications");
        var sorted = times.Order().ToList();
        Console.WriteLine($"{pushes} pushes for {mailboxes} mailboxes in {elapsed.TotalSeconds:N1} s; written down: {await count.ExecuteScalarAsync()}");
        Console.WriteLine($"  confirmed after, in milliseconds: p50 {At(0.50):N1}, p99 {At(0.99):N1}, longest {sorted[^1]:N1}; over 100 ms: {sorted.Count(time => time > 100)}");
        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
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

    private static string Body(int mailbox, int history)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"emailAddress":"u{{mailbox}}@example.org","historyId":{{history}}}"""));
        return $$"""{"message":{"data":"{{data}}","messageId":"{{history.ToString(CultureInfo.InvariantCulture)}}"},"subscription":"projects/p/subscriptions/s"}""";
    }
}
