using EmailAgent.Intelligence.Retrieval;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace EmailAgent.Embedding;

/// <summary>The model all-MiniLM-L6-v2 on ONNX Runtime: the mean of the vectors of a text's tokens. Loaded at its first use, which takes about a second.</summary>
/// <param name="folder">The folder of <c>model.onnx</c> and <c>vocab.txt</c>.</param>
/// <param name="mostTokens">The tokens of a text that are read, with those that mark its beginning and its end.</param>
internal sealed class MiniLmEmbedder(string folder, int mostTokens) : IMessageEmbedder, IDisposable
{
    /// <summary>The tokens that the model can read.</summary>
    public const int LongestText = 512;

    // A multiple of what tokens have in letters, so that the tokenizer never reads a long text to its end.
    private const int LettersPerToken = 12;

    // Texts of similar length are computed together, as shorter ones are filled up to the longest.
    private const int BatchSize = 8;

    private const string InputIds = "input_ids";
    private const string AttentionMask = "attention_mask";
    private const string TokenTypes = "token_type_ids";

    private readonly Lazy<LoadedModel> _model = new(() => new LoadedModel(folder));

    public string Model { get; } = $"minilm-l6-v2-{mostTokens}";

    public float LeastSimilarity => 0.2f;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var model = _model.Value;
        var tokens = texts.Select(text => Tokenize(model.Tokenizer, text)).ToList();
        var vectors = new float[texts.Count][];
        foreach (var batch in Enumerable.Range(0, texts.Count).OrderBy(i => tokens[i].Count).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Compute(model, batch, tokens, vectors);
        }

        return vectors;
    }

    public void Dispose()
    {
        if (_model.IsValueCreated)
            _model.Value.Dispose();
    }

    private IReadOnlyList<int> Tokenize(BertTokenizer tokenizer, string text)
    {
        // The tokenizer relies on the framework for accents, which has no data for them here.
        var folded = PlainLetters.Fold(text.AsSpan(0, Math.Min(text.Length, mostTokens * LettersPerToken)));
        var tokens = tokenizer.EncodeToIds(folded, mostTokens, out _, out _);
        if (tokens.Count < mostTokens || tokens[^1] == tokenizer.SeparatorTokenId)
            return tokens;
        return [.. tokens.Take(mostTokens - 1), tokenizer.SeparatorTokenId];
    }

    private static void Compute(LoadedModel model, int[] batch, List<IReadOnlyList<int>> tokens, float[][] vectors)
    {
        var length = tokens[batch[^1]].Count;
        var (ids, mask) = (new long[batch.Length * length], new long[batch.Length * length]);
        for (var row = 0; row < batch.Length; row++)
        {
            var text = tokens[batch[row]];
            for (var i = 0; i < text.Count; i++)
                (ids[(row * length) + i], mask[(row * length) + i]) = (text[i], 1);
        }

        long[] shape = [batch.Length, length];
        using var inputIds = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var attention = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var types = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        using var options = new RunOptions();
        using var outputs = model.Session.Run(options, [InputIds, AttentionMask, TokenTypes], [inputIds, attention, types], [model.Output]);
        var states = outputs[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < batch.Length; row++)
        {
            var text = tokens[batch[row]];
            vectors[batch[row]] = Mean(states.Slice(row * length * EmbeddingVector.Dimensions, text.Count * EmbeddingVector.Dimensions), hasWords: text.Count > 2);
        }
    }

    private static float[] Mean(ReadOnlySpan<float> states, bool hasWords)
    {
        var mean = new float[EmbeddingVector.Dimensions];
        if (!hasWords)
            return mean;
        for (var start = 0; start < states.Length; start += mean.Length)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += states[start + i];
        }

        EmbeddingVector.Normalize(mean);
        return mean;
    }
}
