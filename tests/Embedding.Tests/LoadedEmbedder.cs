namespace EmailAgent.Embedding.Tests;

/// <summary>The model, loaded once.</summary>
public sealed class LoadedEmbedder : IDisposable
{
    private readonly EmbeddingOptions _options = new();

    public LoadedEmbedder() => Embedder = new MiniLmEmbedder(Path.Combine(AppContext.BaseDirectory, _options.Folder), _options.MostTokens);

    internal MiniLmEmbedder Embedder { get; }

    public void Dispose() => Embedder.Dispose();
}
