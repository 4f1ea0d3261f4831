using System.Diagnostics;
using System.Text.Json;

namespace EmailAgent.ApiBench;

/// <summary>
/// Load process of many users: each reads the user's mail in a mix of requests on a separate connection, and waits for one answer
/// before the next request. Standard input delivers the users; standard output takes the <see cref="UsersResult"/>.
/// </summary>
internal static class UsersLoad
{
    // Of twenty requests; what people and programs do most comes most.
    private static readonly (string Path, int Share)[] Mix =
    [
        ("/api/v1/emails?page_size=50", 6), ("/api/v1/emails/{id}", 5), ("/api/v1/inbox?page_size=20", 3), ("/api/v1/search?q=invoice+garden", 2),
        ("/api/v1/events?limit=50", 1), ("/api/v1/labels", 1), ("/api/v1/connections", 1), ("/api/v1/profile", 1),
    ];

    private static readonly string[] Round = [.. Mix.SelectMany(kind => Enumerable.Repeat(kind.Path, kind.Share))];

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var users = JsonSerializer.Deserialize<List<UserOfLoad>>(await Console.In.ReadToEndAsync())!;
        var address = new Uri(options.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        var storm = Task.WhenAll(Enumerable.Range(0, options.Logins).Select(n => LogInAsync(address, n, end.Token)));
        var readers = await Task.WhenAll(users.Select((user, n) => ReadAsync(address, user, n, end.Token)));
        var logins = await storm;

        Console.WriteLine(JsonSerializer.Serialize(UsersResult.Of(
            [.. readers.SelectMany(reader => reader)], options.Seconds, logins.Sum(login => login.Answered), logins.Sum(login => login.Refused))));
        return 0;
    }

    private static async Task<List<Sample>> ReadAsync(Uri address, UserOfLoad user, int n, CancellationToken end)
    {
        var requests = Round.Select(path => HttpConnection.Compose(address, path.Replace("{id}", user.EmailId, StringComparison.Ordinal), user.Token)).ToArray();
        var connection = await HttpConnection.OpenAsync(address);
        var samples = new List<Sample>(10_000);
        for (var turn = n * 7; !end.IsCancellationRequested; turn += 7) // 7 and 20 have no common divisor: each user takes them all, in an order that mixes
        {
            var asked = Stopwatch.GetTimestamp();
            var status = await connection.AskAsync(requests[turn % requests.Length]);
            samples.Add(new Sample(Round[turn % requests.Length], Stopwatch.GetElapsedTime(asked).TotalMilliseconds, status == 200));
        }

        return samples;
    }

    private static async Task<(int Answered, int Refused)> LogInAsync(Uri address, int n, CancellationToken end)
    {
        var request = HttpConnection.Compose(address, "/api/v1/auth/login", null, $$"""{"email":"nobody{{n}}@example.org","password":"correct horse"}""");
        var connection = await HttpConnection.OpenAsync(address);
        var (answered, refused) = (0, 0);
        while (!end.IsCancellationRequested)
        {
            if (await connection.AskAsync(request) == 401)
                answered++;
            else
                refused++;
        }

        return (answered, refused);
    }
}
