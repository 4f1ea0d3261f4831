using System.Runtime.CompilerServices;

namespace EmailAgent.Providers.Http;

/// <summary>
/// A reader of sources one after another that starts some of them ahead: each is read up to its first element while earlier ones are read,
/// and no further until its turn.
/// </summary>
internal static class ReadAhead
{
    /// <param name="items">The items that have a source.</param>
    /// <param name="read">Makes the source for one.</param>
    /// <param name="atOnce">Sources that are begun at a time.</param>
    public static async IAsyncEnumerable<TElement> Concat<TItem, TElement>(
        IEnumerable<TItem> items, Func<TItem, CancellationToken, IAsyncEnumerable<TElement>> read, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var next = items.GetEnumerator();
        var begun = new Queue<Begun<TElement>>();
        try
        {
            while (true)
            {
                while (begun.Count < atOnce && next.MoveNext()) begun.Enqueue(new Begun<TElement>(read(next.Current, stop.Token).GetAsyncEnumerator(stop.Token)));
                if (!begun.TryPeek(out var first)) yield break;
                while (await first.MoveNextAsync().ConfigureAwait(false)) yield return first.Current;
                await begun.Dequeue().DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var source in begun) await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A source on its way to its first element. An error on this way shows when it is read.</summary>
    private sealed class Begun<T>(IAsyncEnumerator<T> source) : IAsyncDisposable
    {
        private readonly Task<bool> _first = source.MoveNextAsync().AsTask();
        private bool _isRead;

        public T Current => source.Current;

        public Task<bool> MoveNextAsync()
        {
            var step = _isRead ? source.MoveNextAsync().AsTask() : _first;
            _isRead = true;
            return step;
        }

        public async ValueTask DisposeAsync()
        {
            await ((Task)_first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
