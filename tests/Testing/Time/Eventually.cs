using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EmailAgent.Testing;

/// <summary>Waits for a condition instead of a time.</summary>
public static class Eventually
{
    /// <summary>Timeout of a condition if the caller gives none: 60 s. It only ends a test that hangs; a time that is promised is measured.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    // Short for what takes milliseconds, longer for what takes seconds: what is waited for needs the processor, too.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(150);

    /// <summary>Polls until <paramref name="condition"/> holds; fails with its source text after <paramref name="timeout"/>.</summary>
    /// <exception cref="TimeoutException">The condition did not come true in time.</exception>
    public static Task True(
        Func<bool> condition,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(condition))] string? expression = null) =>
        True(() => Task.FromResult(condition()), timeout, expression);

    /// <inheritdoc cref="True(Func{bool}, TimeSpan?, string?)"/>
    public static async Task True(
        Func<Task<bool>> condition,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(condition))] string? expression = null) =>
        await Value(async () => await condition() ? "" : null, timeout, expression);

    /// <summary>Polls until <paramref name="read"/> gives a value that is not null, and returns it.</summary>
    /// <exception cref="TimeoutException">There was no value in time.</exception>
    public static async Task<T> Value<T>(
        Func<Task<T?>> read,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(read))] string? expression = null)
        where T : class
    {
        var limit = timeout ?? DefaultTimeout;
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(ShortestInterval);
        do
        {
            if (await read() is { } value)
                return value;
            timer.Period = TimeSpan.FromTicks(Math.Clamp(watch.Elapsed.Ticks / 10, ShortestInterval.Ticks, LongestInterval.Ticks));
        }
        while (watch.Elapsed < limit && await timer.WaitForNextTickAsync());
        throw new TimeoutException($"Not true within {limit}: {expression}");
    }
}
