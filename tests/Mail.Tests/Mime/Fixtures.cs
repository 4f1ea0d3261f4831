using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Messages of our own, one file each, with what is to be read from them beside it (name.json).</summary>
internal static class Fixtures
{
    public static string Folder { get; } = FindFolder();

    public static IEnumerable<string> Files() =>
        Directory.GetFiles(Folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindFolder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Fixtures");
}
