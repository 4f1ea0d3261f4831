using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace EmailAgent.Embedding;

/// <summary>A model in memory with its vocabulary.</summary>
internal sealed class LoadedModel : IDisposable
{
    public LoadedModel(string folder)
    {
        // One thread, which is the caller's: mail and searches need the other cores.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableCpuMemArena = false };
        Session = new InferenceSession(Path.Combine(folder, ModelFiles.Weights), options);
        Output = Session.OutputNames[0];
        Tokenizer = BertTokenizer.Create(Path.Combine(folder, ModelFiles.Vocabulary));
    }

    public InferenceSession Session { get; }

    /// <summary>Gets the name of the output with a vector for each token.</summary>
    public string Output { get; }

    public BertTokenizer Tokenizer { get; }

    public void Dispose() => Session.Dispose();
}
