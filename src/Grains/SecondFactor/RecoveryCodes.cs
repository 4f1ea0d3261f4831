using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.SecondFactor;

/// <summary>
/// Codes for when the authenticator is lost: 120 random bits each, so that a plain hash protects them (OWASP ASVS 5, 6.5.2), written in
/// four groups of six letters and digits.
/// </summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const int Bytes = 15;
    private const int Group = 6;

    public static IReadOnlyList<string> Create() => [.. Enumerable.Range(0, Count).Select(_ => Create(RandomNumberGenerator.GetBytes(Bytes)))];

    /// <summary>Returns the same hash for all spellings of one code.</summary>
    public static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant()));

    private static string Create(byte[] bytes) => string.Join('-', Base32.Encode(bytes).Chunk(Group).Select(chunk => new string(chunk))).ToLowerInvariant();
}
