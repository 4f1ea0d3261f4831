namespace EmailAgent.MimeBench;

/// <summary>The messages that are parsed, in memory.</summary>
internal static class MessageFolder
{
    public static IReadOnlyList<byte[]> Messages { get; private set; } = [];

    public static long Bytes => Messages.Sum(message => (long)message.Length);

    /// <summary>Reads all files below a folder except notes.</summary>
    public static void Read(string folder) => Messages =
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
            .Select(File.ReadAllBytes),
    ];
}
