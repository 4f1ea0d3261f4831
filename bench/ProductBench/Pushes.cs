using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EmailAgent.ProductBench;

/// <summary>Pushes as Pub/Sub sends them, and how long they took to be confirmed.</summary>
internal static class Pushes
{
    public const string Token = "a-secret-of-the-bench";

    public static TimeSpan Duration => Toy.Wait(TimeSpan.FromSeconds(30));

    /// <returns>Milliseconds until it was confirmed.</returns>
    public static async Task<double> SendAsync(HttpClient product, string email, int number)
    {
        var sent = Stopwatch.GetTimestamp();
        using var content = new StringContent(Body(email, 1_000_000 + number), Encoding.UTF8, "application/json");
        using var answer = await product.PostAsync(new Uri("/webhooks/gmail?token=" + Token, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    /// <summary>Sends at a steady rate, whether those before are confirmed or not.</summary>
    /// <param name="count">How many.</param>
    /// <param name="send">Sends one, and gives the milliseconds it took.</param>
    /// <returns>When each was due, in seconds from the start, and its milliseconds.</returns>
    public static async Task<IReadOnlyList<(double At, double Took)>> SendAllAsync(int count, Func<int, Task<double>> send)
    {
        var began = Stopwatch.GetTimestamp();
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            var due = Duration * number / count;
            var wait = due - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            return (due.TotalSeconds, await send(number));
        }));
    }

    public static void Print(IReadOnlyList<(double At, double Took)> pushes)
    {
        var sorted = pushes.Select(push => push.Took).Order().ToList();
        var slow = pushes.Where(push => push.Took > 100).ToList();
        Console.WriteLine($"  confirmed after, in milliseconds: p50 {At(sorted, 0.50):N1}, p99 {At(sorted, 0.99):N1}, longest {sorted[^1]:N1}; over 100 ms: {slow.Count}"
            + (slow.Count == 0 ? "" : ", of those sent in second " + string.Join(", ", slow.GroupBy(push => (int)push.At).Select(second => $"{second.Key}: {second.Count()}"))));
    }

    /// <summary>Returns the value below which a share of the sorted values lies.</summary>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static string Body(string email, int history)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"emailAddress":"{{email}}","historyId":{{history}}}"""));
        return $$"""{"message":{"data":"{{data}}","messageId":"{{history.ToString(CultureInfo.InvariantCulture)}}"},"subscription":"projects/p/subscriptions/s"}""";
    }
}
