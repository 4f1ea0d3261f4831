using Microsoft.Extensions.Logging;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Streams;

/// <summary>The stream providers that the host named.</summary>
internal sealed class MemoryStreamProviders(EmbeddedEngineOptions options, ILogger<MemoryStreamProvider> logger)
{
    private readonly Dictionary<string, MemoryStreamProvider> _providers =
        options.StreamProviders.ToDictionary(name => name, name => new MemoryStreamProvider(name, logger));

    public MemoryStreamProvider this[string name] =>
        _providers.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"There is no stream provider \"{name}\".");
}
