using System.Runtime.InteropServices;

namespace EmailAgent.Embedding;

/// <summary>The files that the build puts beside a host.</summary>
internal static class ModelFiles
{
    public const string Weights = "model.onnx";
    public const string Vocabulary = "vocab.txt";

    private const string Runtime = "libonnxruntime.so";

    /// <summary>Indicates whether the files of the model are in a folder.</summary>
    public static bool Exist(string folder) => File.Exists(Path.Combine(folder, Weights)) && File.Exists(Path.Combine(folder, Vocabulary));

    /// <summary>Indicates whether this machine can load the runtime in the program's folder, which is built for Linux with glibc only.</summary>
    public static bool CanLoadRuntime(string folder) => NativeLibrary.TryLoad(Path.Combine(folder, Runtime), out _);
}
