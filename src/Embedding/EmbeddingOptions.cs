namespace EmailAgent.Embedding;

/// <summary>The model by which mail is compared by meaning; bound from the configuration section <c>Embedding</c>. A change has all mail read again, in the background.</summary>
internal sealed class EmbeddingOptions
{
    public const string Section = "Embedding";

    /// <summary>The model that understands words of the same meaning.</summary>
    public const string MiniLm = "minilm";

    /// <summary>The model that compares words and their parts.</summary>
    public const string Lexical = "lexical";

    /// <summary>
    /// <c>minilm</c>, a neural model that runs on this machine, in about 250 MB of memory; or <c>lexical</c>, which compares words and their parts and costs
    /// next to nothing. Nothing leaves the machine with either. Default: <c>minilm</c>, or <c>lexical</c> where the files of the model are missing.
    /// </summary>
    public string Model { get; set; } = MiniLm;

    /// <summary>The folder of the model's files, relative to the program. Default: <c>models/all-minilm-l6-v2</c>.</summary>
    public string Folder { get; set; } = "models/all-minilm-l6-v2";

    /// <summary>Length of the beginning of a message that the neural model reads, in tokens, which are words or parts of them: 16 to 512. Twice as many take about twice the time. Default: 128.</summary>
    public int MostTokens { get; set; } = 128;
}
