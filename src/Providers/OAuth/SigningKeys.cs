using System.Buffers.Text;
using System.Text.Json;

namespace EmailAgent.Providers.OAuth;

/// <summary>
/// What is known of the keys that somebody publishes: which of them have signed a good token, and from which address to take them. The
/// library keeps keys by address for an hour and cannot be told to fetch them again, so that they have one address after the other, which
/// differ in the fragment that is never sent. Safe for any thread.
/// </summary>
internal sealed class SigningKeys(Uri published)
{
    /// <summary>Publishers have a few keys at a time; old ones are forgotten all together.</summary>
    private const int MostKeys = 50;

    /// <summary>Addresses come again after this many, when what was kept by them is older than an hour.</summary>
    private const int Addresses = 64;

    private static readonly TimeSpan FetchInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _good = new(StringComparer.Ordinal);
    private int _current;
    private int? _candidate;
    private DateTimeOffset _nextFetch;

    /// <summary>The number of the address that is used.</summary>
    public int Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    public string Address(int number) => number == 0 ? published.ToString() : $"{published}#{number}";

    /// <summary>The address to try after <paramref name="tried"/>, for a token whose key is none of the good ones; null when that is of no use now.</summary>
    public int? Newer(int tried, string key, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_current != tried)
            {
                return _current;
            }

            if (_good.Contains(key))
            {
                return null;
            }

            if (now >= _nextFetch)
            {
                (_candidate, _nextFetch) = ((_current + 1) % Addresses, now + FetchInterval);
            }

            return _candidate;
        }
    }

    /// <summary>Uses an address from now on: there were keys.</summary>
    public void Keep(int number)
    {
        lock (_gate)
        {
            if (_candidate == number) (_current, _candidate) = (number, null);
        }
    }

    /// <summary>Stays with the address before: there were none.</summary>
    public void Drop(int number)
    {
        lock (_gate)
        {
            if (_candidate == number) _candidate = null;
        }
    }

    /// <summary>Takes note of a key that has signed a good token.</summary>
    public void AddGood(string key)
    {
        lock (_gate)
        {
            if (_good.Count >= MostKeys) _good.Clear();
            _good.Add(key);
        }
    }

    /// <summary>The name of the key that a token says it is signed with (RFC 7515, section 4.1.4).</summary>
    /// <returns>Null for what is no token; empty for one that names no key.</returns>
    public static string? KeyOf(string token)
    {
        try
        {
            var end = token.IndexOf('.', StringComparison.Ordinal);
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, Math.Max(0, end))));
            return header.RootElement.ValueKind != JsonValueKind.Object ? null
                : header.RootElement.TryGetProperty("kid", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()
                : "";
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
