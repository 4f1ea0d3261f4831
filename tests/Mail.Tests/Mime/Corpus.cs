using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Messages kept outside the repository; tests that want them do without where they are not there.</summary>
internal static class Corpus
{
    /// <summary>Folder of the corpus; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    public static string[] Files(string subfolder) => Folder is null
        ? []
        : [.. Directory.GetFiles(Path.Combine(Folder, subfolder), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string? Find([CallerFilePath] string file = "")
    {
        if (Environment.GetEnvironmentVariable("EMAILAGENT_CORPUS") is { Length: > 0 } configured)
            return Directory.Exists(configured) ? configured : null;
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "EmailAgent.sln")))
                continue;
            var corpus = Path.Combine(folder, "..", "shared", "corpus");
            return Directory.Exists(corpus) ? Path.GetFullPath(corpus) : null;
        }

        return null;
    }
}
