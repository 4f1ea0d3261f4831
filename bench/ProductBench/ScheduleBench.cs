using System.Globalization;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>Messages of many mailboxes that are due within the same minute: how late the last recipient's server has accepted each.</summary>
internal static class ScheduleBench
{
    private const int Clients = 8;

    public static async Task RunAsync(int messages, int mailboxes)
    {
        await using var sending = await SendingMailboxes.StartAsync(mailboxes);
        var minute = Toy.IsOn ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
        // Time to schedule all of them before the first is due.
        var begin = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(5) + TimeSpan.FromMilliseconds(20 * messages);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < messages)
                await sending.SendAsync("/emails/schedule", number, ("send_at", (begin + (minute * number / messages)).ToString("O", CultureInfo.InvariantCulture)));
        }));
        await Task.Delay(begin + minute - TimeProvider.System.GetUtcNow());
        await sending.SentAsync();

        var (lateness, states) = await ReadAsync(sending.Account);
        Console.WriteLine($"{messages} scheduled messages of {mailboxes} mailboxes within {minute.TotalSeconds:N0} s: {string.Join(", ", states.Select(state => $"{state.Value} {state.Key}"))}");
        Console.WriteLine($"  milliseconds late: {Percentiles.Of(lateness)}");
    }

    private static async Task<(IReadOnlyList<double> Lateness, IReadOnlyDictionary<string, int> States)> ReadAsync(Account account)
    {
        var (lateness, states) = (new List<double>(), new Dictionary<string, int>());
        string? after = null;
        do
        {
            var page = await account.GetAsync<JsonElement>("/outgoing?limit=200" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));
            foreach (var mail in page.GetProperty("items").EnumerateArray())
            {
                var state = mail.GetProperty("state").GetString()!;
                states[state] = states.GetValueOrDefault(state) + 1;
                if (mail.GetProperty("sent_at") is { ValueKind: JsonValueKind.String } sent)
                    lateness.Add((sent.GetDateTimeOffset() - mail.GetProperty("send_at").GetDateTimeOffset()).TotalMilliseconds);
            }

            after = page.GetProperty("next_after").GetString();
        }
        while (after is not null);
        return (lateness, states);
    }
}
