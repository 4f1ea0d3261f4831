namespace EmailAgent.Grains.Logging;

/// <summary>
/// Counts failures by kind, so that a flood of them does not flood the log: the first of a kind is logged in full, and those that follow
/// as one count a minute, until a minute passes without any.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logCount">Logs how many more failures of a kind there were.</param>
/// <param name="window">Time for which failures are counted before the count is logged, if not for a minute.</param>
public sealed class RepeatedFailures(TimeProvider time, Action<string, long> logCount, TimeSpan? window = null) : IDisposable
{
    /// <summary>Time for which failures are counted before the count is logged, unless the caller gives another time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Number of kinds that are counted separately; all others are counted together.</summary>
    public const int MaxKinds = 64;

    private const string Others = "other failures";

    private readonly TimeSpan _window = window ?? Window;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _repeats = new(StringComparer.Ordinal);
    private ITimer? _timer;

    /// <summary>Counts a failure.</summary>
    /// <returns>Whether it is the first of its kind, which the caller logs in full.</returns>
    public bool IsFirst(string kind)
    {
        lock (_lock)
        {
            var counted = _repeats.Count < MaxKinds || _repeats.ContainsKey(kind) ? kind : Others;
            if (_repeats.TryGetValue(counted, out var repeats))
            {
                _repeats[counted] = repeats + 1;
                return false;
            }

            _repeats.Add(counted, 0);
            _timer ??= time.CreateTimer(_ => LogCounts(), null, _window, _window);
            return true;
        }
    }

    /// <summary>Logs what has been counted so far.</summary>
    public void Dispose()
    {
        LogCounts();
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void LogCounts()
    {
        KeyValuePair<string, long>[] repeated;
        lock (_lock)
        {
            repeated = [.. _repeats.Where(kind => kind.Value > 0)];
            _repeats.Clear();
            foreach (var (kind, _) in repeated)
            {
                _repeats.Add(kind, 0);
            }

            if (_repeats.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        foreach (var (kind, count) in repeated)
        {
            logCount(kind, count);
        }
    }
}
