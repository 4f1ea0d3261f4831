namespace EmailAgent.Providers.Breakers;

/// <summary>
/// The circuits of one provider: one for each connection, and one for the provider itself, which opens when several connections fail and
/// none succeeds in between. That one holds back only connections that have failed themselves: an outage costs each connection one call and
/// few from then on, and broken mailboxes cost the others nothing, even while no other connection makes calls. Only missing responses
/// count; a refusal is a response. Thread-safe.
/// </summary>
public sealed class ProviderCircuits(BreakerOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CircuitBreaker> _connections = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _failing = new(StringComparer.OrdinalIgnoreCase);
    private readonly CircuitBreaker _provider = new(1, options);

    /// <summary>Indicates whether the provider is considered down.</summary>
    public bool IsProviderOpen
    {
        get
        {
            lock (_lock) return _provider.IsOpen;
        }
    }

    /// <summary>
    /// Returns the time for which this connection's calls are held back; zero when a call is allowed, whose outcome must then be reported.
    /// </summary>
    public TimeSpan TryEnter(string connection)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var circuit = _connections.GetValueOrDefault(connection);
            var failing = _failing.Contains(connection);
            var held = failing ? _provider.HeldFor(now) : TimeSpan.Zero;
            if (circuit?.HeldFor(now) is { } own && own > held)
            {
                held = own;
            }

            if (held == TimeSpan.Zero)
            {
                circuit?.Enter(now);
                if (failing) _provider.Enter(now);
            }

            return held;
        }
    }

    /// <summary>Records that the provider answered.</summary>
    public void Succeed(string connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
            _failing.Clear();
            _provider.Succeed();
        }
    }

    /// <summary>Records that the provider did not answer, or reported that it cannot.</summary>
    public void Fail(string connection)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_connections.TryGetValue(connection, out var circuit))
            {
                _connections.Add(connection, circuit = new CircuitBreaker(options.ConnectionFailures, options));
            }

            circuit.Fail(now);
            _failing.Add(connection);
            if (_failing.Count >= options.ProviderConnections)
            {
                _provider.Fail(now);
            }
        }
    }
}
