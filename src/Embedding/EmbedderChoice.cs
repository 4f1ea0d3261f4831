using EmailAgent.Intelligence.Retrieval;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Embedding;

/// <summary>The choice of the model at the start of a host.</summary>
internal sealed partial class EmbedderChoice(ILogger<EmbedderChoice> logger)
{
    private readonly ILogger<EmbedderChoice> _logger = logger;

    /// <summary>Returns the configured model; that of words if the files of the neural one are missing, or cannot be used on this machine.</summary>
    public IMessageEmbedder Make(EmbeddingOptions options)
    {
        if (options.Model == EmbeddingOptions.Lexical)
            return new LexicalEmbedder();
        var folder = Path.Combine(AppContext.BaseDirectory, options.Folder);
        if (!ModelFiles.Exist(folder))
            LogMissing();
        else if (!ModelFiles.CanLoadRuntime(AppContext.BaseDirectory))
            LogNotLoaded();
        else
            return new MiniLmEmbedder(folder, options.MostTokens);
        return new LexicalEmbedder();
    }

    [LoggerMessage(1, LogLevel.Information, "The files of the model for search by meaning are not beside the program; words and their parts are compared instead")]
    private partial void LogMissing();

    [LoggerMessage(2, LogLevel.Warning, "The runtime of the model for search by meaning is missing or cannot be loaded on this machine; words and their parts are compared instead")]
    private partial void LogNotLoaded();
}
