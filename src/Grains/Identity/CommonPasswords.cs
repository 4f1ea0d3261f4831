using System.Collections.Frozen;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// The passwords that most people choose, in lower case, from <c>common-passwords.txt</c>: those of eight characters and more out of the
/// 30,000 most frequent in the ten million that Mark Burnett put in the public domain in 2015, as zxcvbn 4.4.2 counts them, and of the
/// Openwall list of 2011 (public domain too).
/// </summary>
internal static class CommonPasswords
{
    // Suffixes that people add if a rule requires digits and symbols.
    private const int MaxSuffix = 4;

    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    /// <summary>Returns whether the password is common, in any case and also with a few digits or symbols behind it.</summary>
    public static bool Contain(string password)
    {
        var lower = password.ToLowerInvariant();
        var word = lower.AsSpan().TrimEnd("0123456789!@#$%^&*()-_=+.,?/ ");
        return All.Value.Contains(lower)
            || (lower.Length - word.Length is > 0 and <= MaxSuffix && All.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word));
    }

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(typeof(CommonPasswords), "common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
