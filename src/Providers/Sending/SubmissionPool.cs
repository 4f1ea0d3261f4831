using EmailAgent.Delivery.Smtp;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Sending;

/// <summary>
/// Keeps connections for a short time after a message, since the next message of the same mailbox would cost a TLS handshake and a login;
/// one for each mailbox. Thread-safe.
/// </summary>
internal sealed class SubmissionPool(IOptions<SmtpSubmitOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SubmissionKey, Kept> _kept = [];
    private bool _isDisposed;

    /// <summary>Takes a kept connection, which then belongs to the caller. It can have ended without notice.</summary>
    /// <returns>Null when there is none.</returns>
    public SubmissionClient? Take(SubmissionKey key)
    {
        lock (_lock)
        {
            if (!_kept.Remove(key, out var kept))
            {
                return null;
            }

            kept.Dispose();
            return kept.Client.IsConnected ? kept.Client : null;
        }
    }

    /// <summary>Keeps a connection for the next message, or closes it.</summary>
    public async Task ReturnAsync(SubmissionKey key, SubmissionClient client)
    {
        if (!client.IsConnected || !TryKeep(key, client))
        {
            await CloseAsync(client).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var kept in _kept.Values)
            {
                kept.Dispose();
                _ = kept.Client.DisposeAsync().AsTask(); // closes without a word, and without a wait
            }

            _kept.Clear();
        }
    }

    private bool TryKeep(SubmissionKey key, SubmissionClient client)
    {
        lock (_lock)
        {
            if (_isDisposed || options.Value.KeepOpen == TimeSpan.Zero || _kept.Count >= options.Value.MostKept || _kept.ContainsKey(key))
            {
                return false;
            }

            var kept = new Kept(client);
            _kept.Add(key, kept);
            kept.ExpiresBy(time.CreateTimer(_ => Expire(key, kept), null, options.Value.KeepOpen, Timeout.InfiniteTimeSpan));
            return true;
        }
    }

    private void Expire(SubmissionKey key, Kept kept)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(key, out var current) || current != kept)
            {
                return;
            }

            _kept.Remove(key);
        }

        kept.Dispose();
        _ = CloseAsync(kept.Client);
    }

    private static async Task CloseAsync(SubmissionClient client)
    {
        await client.QuitAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Kept(SubmissionClient client) : IDisposable
    {
        private ITimer? _expiry;

        public SubmissionClient Client => client;

        public void ExpiresBy(ITimer expiry) => _expiry = expiry;

        /// <summary>Ends the wait, not the connection.</summary>
        public void Dispose() => _expiry?.Dispose();
    }
}
