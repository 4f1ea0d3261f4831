namespace EmailAgent.IntelligenceBench;

/// <summary>Folders of the working copy: the corpus that is read, the resources that are written.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the corpus: that named by EMAILAGENT_CORPUS, otherwise <c>../shared/corpus</c> next to the repository; null if there is none.</summary>
    public static string? Corpus
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("EMAILAGENT_CORPUS");
            var folder = string.IsNullOrEmpty(named) ? Path.Combine(Root, "..", "shared", "corpus") : named;
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmailAgent.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("The program must run from the working copy.");
        }
    }

    /// <summary>Returns the path of a file of the library.</summary>
    public static string Library(string file) => Path.Combine(Root, "src", "Intelligence", file);
}
