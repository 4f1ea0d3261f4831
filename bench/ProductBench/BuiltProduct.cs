using System.Diagnostics;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>The product as it was built, on a database of the tests' server; it starts in seconds.</summary>
internal static class BuiltProduct
{
    public static async Task<Product> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var database = await TestDatabase.CreateAsync();
        var api = await ApiProcess.StartAsync(database.ConnectionString, settings);
        return new Product(api.Client, () => Process.GetProcessById(api.Id), StopAsync);

        async ValueTask StopAsync()
        {
            await api.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
