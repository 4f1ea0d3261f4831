using System.Diagnostics.CodeAnalysis;

namespace EmailAgent.Providers.Quota;

/// <summary>
/// A queue by urgency: persons before new mail before history, each in the order of arrival. No entry waits for ever: a priority that has
/// been passed over too often gets one turn in between.
/// </summary>
internal sealed class WaitingLine<T>
    where T : class
{
    /// <summary>Calls of others that may go ahead of a waiting one in a row.</summary>
    public const int Patience = 20;

    private readonly LinkedList<T>[] _waiting = [.. Enum.GetValues<QuotaPriority>().Select(_ => new LinkedList<T>())];
    private readonly int[] _passedBy = new int[Enum.GetValues<QuotaPriority>().Length];

    public int Count => _waiting.Sum(queue => queue.Count);

    public LinkedListNode<T> Add(T item, QuotaPriority priority) => _waiting[(int)priority].AddLast(item);

    /// <summary>Removes an entry whose caller stopped waiting.</summary>
    public static void Remove(LinkedListNode<T> place) => place.List?.Remove(place);

    /// <summary>Returns the next entry, which stays in the queue.</summary>
    public bool TryPeek([NotNullWhen(true)] out T? next)
    {
        next = Choose() is { } chosen ? _waiting[chosen].First!.Value : null;
        return next is not null;
    }

    /// <summary>Lets the next one go.</summary>
    public void Dequeue()
    {
        var chosen = Choose() ?? throw new InvalidOperationException("Nobody waits.");
        _waiting[chosen].RemoveFirst();
        for (var priority = 0; priority < _waiting.Length; priority++)
        {
            _passedBy[priority] = priority == chosen || _waiting[priority].Count == 0 ? 0 : _passedBy[priority] + 1;
        }
    }

    private int? Choose()
    {
        int? first = null;
        for (var priority = 0; priority < _waiting.Length; priority++)
        {
            if (_waiting[priority].Count > 0)
            {
                if (_passedBy[priority] >= Patience) return priority;
                first ??= priority;
            }
        }

        return first;
    }
}
