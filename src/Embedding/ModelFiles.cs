namespace EmailAgent.Embedding;

/// <summary>The files that the build puts beside a host.</summary>
internal static class ModelFiles
{
    public const string Weights = "model.onnx";
    public const string Vocabulary = "vocab.txt";

    private const string Runtime = "libonnxruntime.so";

    /// <summary>Indicates whether the model in a folder can be used: its files are there, and the runtime is beside the program.</summary>
    public static bool Exist(string folder) =>
        File.Exists(Path.Combine(folder, Weights)) && File.Exists(Path.Combine(folder, Vocabulary)) && File.Exists(Path.Combine(AppContext.BaseDirectory, Runtime));
}
