using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Api.ApiKeys;

/// <summary>The API keys that were good when they last came to this process, by their hashes: only the others have to be guesses.</summary>
internal sealed class KnownKeys
{
    // A few megabytes; beyond it, all are to be known anew.
    private const int MaxCount = 50_000;

    private readonly ConcurrentDictionary<string, bool> _hashes = new(StringComparer.Ordinal);

    public bool Contains(string text) => _hashes.ContainsKey(Hash(text));

    /// <param name="text">The key.</param>
    /// <param name="isGood">Indicates whether the key is valid.</param>
    public void Note(string text, bool isGood)
    {
        if (!isGood)
            _hashes.TryRemove(Hash(text), out _);
        else if (_hashes.TryAdd(Hash(text), true) && _hashes.Count > MaxCount)
            _hashes.Clear();
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
