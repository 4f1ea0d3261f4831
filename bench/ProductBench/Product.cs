using System.Diagnostics;

namespace EmailAgent.ProductBench;

/// <summary>The product that is measured: as <c>./run</c> starts it, or for a toy as it was built.</summary>
/// <param name="client">A client of its API.</param>
/// <param name="find">Finds its process.</param>
/// <param name="stop">Ends it, and removes its data.</param>
internal sealed class Product(HttpClient client, Func<Process> find, Func<ValueTask> stop) : IAsyncDisposable
{
    public HttpClient Client => client;

    public static Task<Product> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        return Toy.IsOn ? BuiltProduct.StartAsync(all) : RunProduct.StartAsync(all);
    }

    /// <summary>Returns the resident memory in bytes and the processor time so far of the product's process.</summary>
    public (long Memory, TimeSpan Processor) Usage()
    {
        using var api = find();
        return (api.WorkingSet64, api.TotalProcessorTime);
    }

    public async ValueTask DisposeAsync() => await stop();
}
