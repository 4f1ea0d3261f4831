using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>One file of the repository that people write.</summary>
/// <param name="Path">Relative to the repository's root, with slashes.</param>
internal sealed partial record SourceFile(string Path, string FullPath)
{
    private static readonly string[] Folders = ["src", "tests", "tools", "bench"];
    private static readonly string[] OutputFolders = ["bin", "obj", "node_modules"];

    public string Name => System.IO.Path.GetFileName(FullPath);

    public string Text => File.ReadAllText(FullPath);

    public int LineCount => File.ReadLines(FullPath).Count();

    /// <summary>Lines that do something: without blank lines, comments, lone braces, usings and the namespace.</summary>
    public int CodeLineCount => File.ReadLines(FullPath).Count(line => !Idle().IsMatch(line));

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

    [GeneratedRegex(@"^\s*(//.*|[{}]|using [^=(]*;|namespace .*;)?$")]
    private static partial Regex Idle();
}
