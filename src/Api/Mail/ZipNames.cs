using System.Buffers;
using System.Text;

namespace EmailAgent.Api.Mail;

/// <summary>The names of an archive's files: unique, and safe to unpack on any system.</summary>
internal sealed class ZipNames
{
    private const int MaxLength = 150;

    private const string Nameless = "attachment";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\/:*?\"<>|");

    // Windows takes these for devices, whatever follows the first dot.
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names the next file.</summary>
    /// <param name="filename">Its name as the sender gave it, which may be hostile.</param>
    public string Next(string filename)
    {
        var safe = MakeSafe(filename);
        var extension = Path.GetExtension(safe);
        var stem = safe[..^extension.Length];
        var name = safe;
        for (var copy = 2; !_taken.Add(name); copy++)
        {
            name = $"{stem} ({copy}){extension}";
        }

        return name;
    }

    private static string MakeSafe(string filename)
    {
        var plain = new StringBuilder(filename.Length);
        foreach (var rune in filename.EnumerateRunes())
        {
            plain.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format || (rune.IsBmp && Forbidden.Contains((char)rune.Value)) ? "_" : rune.ToString());
        }

        // Windows drops dots and spaces at the end, and a dot at the beginning hides the file.
        var name = plain.ToString().Trim(' ', '.');
        var extension = Path.GetExtension(name);
        if (name.Length > MaxLength)
        {
            extension = extension.Length > MaxLength / 2 ? "" : extension;
            var end = MaxLength - extension.Length;
            name = $"{name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)].TrimEnd(' ', '.')}{extension}";
        }

        return name.Length == 0 ? Nameless : Devices.Contains(name.Split('.')[0].TrimEnd()) ? $"_{name}" : name;
    }
}
