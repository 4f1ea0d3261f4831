using System.Text.RegularExpressions;
using MimeKit;

namespace EmailAgent.RetrievalBench;

/// <summary>A message of a list, without what would give its thread away.</summary>
/// <param name="Topic">The subject without marks of replies and lists, in lower case.</param>
/// <param name="Text">The text without quoted lines; the subject is not in it.</param>
internal sealed record ListMail(string Topic, string Text)
{
    private const int MostLetters = 50_000;
    private const int LeastLetters = 20;

    /// <summary>Reads the messages below a folder that have a text and a subject.</summary>
    public static IReadOnlyList<ListMail> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(ReadFile)
            .Where(mail => mail.Topic.Length > 0 && mail.Text.Length > LeastLetters),
    ];

    private static ListMail ReadFile(string path)
    {
        using var message = MimeMessage.Load(path);
        var topic = Regex.Replace(message.Subject ?? "", @"^(\s*(re|fwd?|aw|\[[^\]]*\])[:\s]*)+", "", RegexOptions.IgnoreCase).Trim().ToLowerInvariant();
        var lines = (message.TextBody ?? "").Split('\n').Where(line => !line.TrimStart().StartsWith('>'));
        var text = string.Join('\n', lines);
        return new ListMail(topic, text[..Math.Min(text.Length, MostLetters)]);
    }
}
