using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Idempotency;

/// <summary>The key of a request, and the hashes by which it is found. The key itself is not stored: bodies cannot be tried out on the hash without it.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 255;

    /// <summary>Indicates whether there is one key, of printable ASCII characters.</summary>
    public static bool IsValid(StringValues header) =>
        header is [{ Length: > 0 and <= MaxLength } key] && key.All(c => c is >= ' ' and < (char)127);

    /// <summary>Computes the hash that distinguishes keys of one user: by API key, operation and text.</summary>
    public static byte[] HashKey(Guid? keyId, string method, string route, string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId:N}\n{method}\n{route}\n{key}"));

    /// <summary>Computes the hash of everything that a repetition must have in common with the first request.</summary>
    public static byte[] HashRequest(string key, string path, string query, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{query}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
