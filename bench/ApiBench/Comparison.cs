using System.Diagnostics;
using System.Text.Json;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Search;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.ApiBench;

/// <summary>Measures the SQL and the same over HTTP in turns, and prints the medians and their ratios as JSON.</summary>
internal static class Comparison
{
    private const int Messages = 20_000;
    private const string Query = "invoice garden";
    private const string ListPath = "/api/v1/emails?page_size=50";
    private const string SearchPath = "/api/v1/search?q=invoice+garden&page_size=20";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var server = await Server.StartAsync();
        var filled = options.Messages ?? Messages;
        await Mailbox.FillAsync(server, server.UserId, filled);
        var cluster = server.Services.GetRequiredService<IClusterClient>();
        var mail = server.Services.GetRequiredService<MailReader>();
        var search = server.Services.GetRequiredService<MailSearch>();

        var kinds = new (string Name, Func<Task<LoadResult>> Run)[]
        {
            ("list_sql", () => SqlLoad.RunAsync(options, server.ConnectionString, server.UserId)),
            ("list_storage", () => InProcessAsync(options, () => mail.ListAsync(Visibility.OfAll(server.UserId), new EmailFilter { PageSize = 50, IncludesTrash = true }, [], CancellationToken.None))),
            ("list_grain", () => InProcessAsync(options, () => cluster.GetGrain<IMailQueryGrain>(0).ListAsync(Visibility.OfAll(server.UserId), new EmailFilter { PageSize = 50 }, CancellationToken.None))),
            ("list_http", () => OverHttpAsync(options, server, ListPath)),
            ("list_http_all", () => OverHttpAsync(options, server, ListPath + "&in=all")),
            ("list_storage_hiding", () => InProcessAsync(options, () => mail.ListAsync(Visibility.OfAll(server.UserId), new EmailFilter { PageSize = 50 }, [], CancellationToken.None))),
            ("list_grain_all", () => InProcessAsync(options, () => cluster.GetGrain<IMailQueryGrain>(0).ListAsync(Visibility.OfAll(server.UserId), new EmailFilter { PageSize = 50, IncludesTrash = true }, CancellationToken.None))),
            ("health_http", () => OverHttpAsync(options, server, "/health")),
            ("search_storage", () => InProcessAsync(options, () => search.SearchAsync(Visibility.OfAll(server.UserId), new SearchRequest(Query, 1, 20, ByRelevance: false, Place: "all"), CancellationToken.None))),
            ("search_http", () => OverHttpAsync(options, server, SearchPath)),
        };
        kinds = [.. kinds.Where(kind => kind.Name.Contains(options.Only, StringComparison.Ordinal))];
        var rounds = kinds.ToDictionary(kind => kind.Name, _ => new List<LoadResult>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var (name, run) in kinds)
                rounds[name].Add(await run());
        }

        var medians = rounds.ToDictionary(kind => kind.Key, kind => LoadResult.Median(kind.Value));
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                messages = filled,
                options.Clients,
                processors = Environment.ProcessorCount,
                medians,
                list_http_to_sql = Ratio(medians, "list_http", "list_sql"),
                search_http_to_storage = Ratio(medians, "search_http", "search_storage"),
            },
            Readable));
        return 0;
    }

    private static double? Ratio(Dictionary<string, LoadResult> medians, string of, string to) =>
        medians.TryGetValue(of, out var one) && medians.TryGetValue(to, out var other) ? Math.Round(one.PerSecond / other.PerSecond, 3) : null;

    private static Task<LoadResult> InProcessAsync(LoadOptions options, Func<Task> ask) => Load.RunAsync(options, () => Task.FromResult(ask));

    private static async Task<LoadResult> OverHttpAsync(LoadOptions options, Server server, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "load", "--address", server.Address, "--path", path, "--token", server.Token,
            "--clients", options.Clients.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--seconds", options.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--warm-up", options.WarmUp?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The load process did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<LoadResult>(output)!;
    }
}
