using System.Text.Json;

namespace EmailAgent.ApiBench;

/// <summary>The process that asks one thing over HTTP, again and again.</summary>
internal static class HttpLoad
{
    public static async Task<int> RunAsync(LoadOptions options)
    {
        var address = new Uri(options.Address);
        var request = HttpConnection.Compose(address, options.Path, options.Token);
        var result = await Load.RunAsync(options, async () =>
        {
            var connection = await HttpConnection.OpenAsync(address);
            return async () =>
            {
                if (await connection.AskAsync(request) is not 200 and var status)
                    throw new IOException($"{options.Path} answers {status}.");
            };
        });
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }
}
