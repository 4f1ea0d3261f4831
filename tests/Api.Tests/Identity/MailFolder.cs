using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>The folder into which a host without a mail server writes its mails.</summary>
public sealed partial class MailFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("emailagent-mail-").FullName;

    /// <summary>The settings of a host that writes here.</summary>
    public Dictionary<string, string?> Settings => new() { ["Accounts:Mail:Folder"] = Path };

    public int Count => Directory.GetFiles(Path, "*.eml").Length;

    /// <summary>Waits for a mail to an address, takes it away and answers the token in it.</summary>
    public async Task<string> TakeTokenAsync(string to) => TokenIn(await TakeAsync(to));

    /// <summary>Waits for a mail to an address and takes it away.</summary>
    public Task<string> TakeAsync(string to) => Eventually.Value(async () =>
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*.eml"))
        {
            var text = await File.ReadAllTextAsync(file);
            if (!text.Contains($"To: {to}", StringComparison.OrdinalIgnoreCase))
                continue;
            File.Delete(file);
            return text;
        }

        return null;
    });

    /// <summary>How many mails to an address are there.</summary>
    public async Task<int> CountAsync(string to)
    {
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path, "*.eml"))
            count += (await File.ReadAllTextAsync(file)).Contains($"To: {to}", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return count;
    }

    public static string TokenIn(string mail) => Token().Match(mail) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"No token in: {mail}");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    [GeneratedRegex(@"^([A-Za-z0-9_-]{64})\s*$", RegexOptions.Multiline)]
    private static partial Regex Token();
}
