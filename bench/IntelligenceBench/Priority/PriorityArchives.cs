using EmailAgent.IntelligenceBench.Archives;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>The archives on which priority is trained and measured.</summary>
internal static class PriorityArchives
{
    /// <summary>Returns the examples of the folders; without folders those of the real corpus; as a toy those of a made-up list.</summary>
    public static List<ReplayExample> Examples(string[] folders)
    {
        if (Toy.IsOn)
            return Replay.All(MadeUpList.Messages());
        if (folders.Length == 0)
            folders = [Path.Combine(SourceTree.Corpus ?? throw new InvalidOperationException("There is no corpus: set EMAILAGENT_CORPUS to its folder, or name folders."), "real")];
        return Replay.All(folders.SelectMany(ArchiveReader.Read)) is { Count: > 0 } examples
            ? examples
            : throw new InvalidOperationException("No list of these folders has members who answered often enough. Name folders of larger archives.");
    }
}
