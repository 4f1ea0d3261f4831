using Microsoft.Extensions.Options;

namespace EmailAgent.Embedding;

internal sealed class EmbeddingOptionsValidator : IValidateOptions<EmbeddingOptions>
{
    private const int LeastTokens = 16;

    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        var faults = new List<string>();
        if (options.Model is not (EmbeddingOptions.MiniLm or EmbeddingOptions.Lexical))
            faults.Add("Embedding:Model must be minilm or lexical.");
        if (string.IsNullOrWhiteSpace(options.Folder))
            faults.Add("Embedding:Folder must not be empty.");
        if (options.MostTokens is < LeastTokens or > MiniLmEmbedder.LongestText)
            faults.Add($"Embedding:MostTokens must be {LeastTokens} to {MiniLmEmbedder.LongestText}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
