using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EmailAgent.ApiBench;

/// <summary>Many users at once who read their mail; then the same while strangers try to log in as fast as they can.</summary>
internal static class UsersBench
{
    private const int MessagesEach = 500;
    private const int WarmUpSeconds = 10;
    private const int Strangers = 32;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var server = await Server.StartAsync();
        var messages = options.Messages ?? MessagesEach;
        var users = new List<UserOfLoad>();
        for (var n = 0; n < options.Clients; n++)
            users.Add(await AddUserAsync(server, n, messages));

        await LoadAsync(server, users, options.WarmUp ?? WarmUpSeconds, logins: 0);
        var quiet = await LoadAsync(server, users, options.Seconds, logins: 0);
        var storm = await LoadAsync(server, users, options.Seconds, Strangers);
        Console.WriteLine(JsonSerializer.Serialize(
            new { users = users.Count, messages_each = messages, seconds = options.Seconds, processors = Environment.ProcessorCount, quiet, storm }, Readable));
        return 0;
    }

    private static async Task<UserOfLoad> AddUserAsync(Server server, int n, int messages)
    {
        var (userId, token) = await server.RegisterAsync($"user{n}@example.org");
        await Mailbox.FillAsync(server, userId, messages);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var page = await http.GetFromJsonAsync<JsonElement>($"{server.Address}/api/v1/emails?page_size=1");
        return new UserOfLoad(token, page.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    private static async Task<UsersResult> LoadAsync(Server server, List<UserOfLoad> users, int seconds, int logins)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "users-load", "--address", server.Address, "--seconds", Text(seconds), "--logins", Text(logins) })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The load process did not start.");
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(users));
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<UsersResult>(output)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
