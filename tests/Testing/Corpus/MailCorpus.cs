namespace EmailAgent.Testing;

/// <summary>
/// Real and hostile mail for tests, kept outside the repository: the folder named by EMAILAGENT_CORPUS, otherwise
/// <c>../shared/corpus</c> next to the repository. Tests that read it carry <see cref="CorpusFactAttribute"/>.
/// </summary>
public static class MailCorpus
{
    /// <summary>The corpus folder, or null if there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Gets the reason for skipping tests of the corpus; null if the corpus is present.</summary>
    public static string? Missing => Folder is null
        ? "mail corpus: not found (set EMAILAGENT_CORPUS to its folder)"
        : null;

    /// <summary>Returns the full paths of all files below a part of the corpus, such as <c>real</c> or <c>torture</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string part)
    {
        var folder = Path.Combine(Folder ?? throw new InvalidOperationException(Missing), part);
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("EMAILAGENT_CORPUS");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Repository.Root, "..", "shared", "corpus") : named;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
