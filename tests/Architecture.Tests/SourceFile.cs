using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>One file of the repository that people write.</summary>
/// <param name="Path">Relative to the repository's root, with slashes.</param>
internal sealed record SourceFile(string Path, string FullPath)
{
    private static readonly string[] Folders = ["src", "tests", "tools", "bench"];
    private static readonly string[] OutputFolders = ["bin", "obj", "node_modules"];

    public string Name => System.IO.Path.GetFileName(FullPath);

    public string Text => File.ReadAllText(FullPath);

    public int LineCount => File.ReadLines(FullPath).Count();

    /// <summary>All files below the folders that hold code whose name ends so, in the order of their paths.</summary>
    public static IReadOnlyList<SourceFile> All(string ending) =>
    [
        .. Folders
            .Select(folder => System.IO.Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + ending, SearchOption.AllDirectories))
            .Select(path => new SourceFile(System.IO.Path.GetRelativePath(Repository.Root, path), path))
            .Where(file => !file.Path.Split('/').Any(OutputFolders.Contains))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public override string ToString() => Path;
}
