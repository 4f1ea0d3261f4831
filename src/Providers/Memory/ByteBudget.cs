namespace EmailAgent.Providers.Memory;

/// <summary>
/// Bounds the bytes of messages that are in memory between the server and the copy, for this process and for each user. Users whose sessions
/// wait take turns, however many sessions of each are waiting. Thread-safe.
/// </summary>
/// <param name="bytes">The most bytes at a time.</param>
/// <param name="bytesPerUser">The most bytes of one user at a time.</param>
public sealed class ByteBudget(long bytes, long bytesPerUser)
{
    /// <summary>A budget without bounds.</summary>
    public static readonly ByteBudget Unlimited = new(long.MaxValue, long.MaxValue);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserQueue> _users = [];
    private readonly LinkedList<UserQueue> _turns = [];
    private long _held;

    /// <summary>Bytes that are reserved.</summary>
    public long Held
    {
        get
        {
            lock (_lock) return _held;
        }
    }

    /// <summary>Returns the bytes that are reserved for a user.</summary>
    public long HeldBy(Guid userId)
    {
        lock (_lock) return _users.GetValueOrDefault(userId)?.Held ?? 0;
    }

    /// <summary>
    /// Waits until so many bytes are free. A reservation that is larger than the budget is let through when nothing else is reserved. Reserve
    /// only while the session holds nothing that is not on its way to the copy: it might otherwise wait for itself.
    /// </summary>
    internal async Task ReserveAsync(Guid userId, long wanted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(wanted);
        lock (_lock)
        {
            var user = Find(userId);
            if (user.Waiting.Count == 0)
            {
                _turns.AddLast(user);
            }

            user.Waiting.AddLast(waiter);
            Admit();
        }

        var cancelling = cancellationToken.Register(() => GiveUp(userId, waiter, cancellationToken));
        await using (cancelling.ConfigureAwait(false))
        {
            await waiter.Admitted.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Reserves what is in memory already, beyond the budget if need be.</summary>
    internal void Overdraw(Guid userId, long count)
    {
        lock (_lock)
        {
            Find(userId).Held += count;
            _held += count;
        }
    }

    /// <summary>Gives back what was reserved.</summary>
    internal void Release(Guid userId, long count)
    {
        lock (_lock)
        {
            var user = Find(userId);
            user.Held -= count;
            _held -= count;
            Admit();
            ForgetIfIdle(user);
        }
    }

    private UserQueue Find(Guid userId) => _users.TryGetValue(userId, out var known) ? known : _users[userId] = new UserQueue(userId);

    private void GiveUp(Guid userId, Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A waiter that has been admitted has bytes to give back.
            if (!_users.TryGetValue(userId, out var user) || !user.Waiting.Remove(waiter))
            {
                return;
            }

            if (user.Waiting.Count == 0)
            {
                _turns.Remove(user);
            }

            Admit();
            ForgetIfIdle(user);
        }

        waiter.Admitted.TrySetCanceled(cancellationToken);
    }

    private void Admit()
    {
        var turn = _turns.First;
        while (turn is not null)
        {
            var user = turn.Value;
            var waiter = user.Waiting.First!.Value;
            if (!Fits(user.Held, waiter.Wanted, bytesPerUser))
            {
                turn = turn.Next; // Only this user's share is full; the others need not wait for it.
            }
            else if (!Fits(_held, waiter.Wanted, bytes))
            {
                return; // No other user overtakes, so that a large message gets its turn.
            }
            else
            {
                Admit(turn, waiter);
                turn = _turns.First;
            }
        }
    }

    private void Admit(LinkedListNode<UserQueue> turn, Waiter waiter)
    {
        var user = turn.Value;
        user.Waiting.RemoveFirst();
        user.Held += waiter.Wanted;
        _held += waiter.Wanted;

        // The next turn of this user comes after those of all others that wait.
        _turns.Remove(turn);
        if (user.Waiting.Count > 0)
        {
            _turns.AddLast(turn);
        }

        waiter.Admitted.SetResult();
    }

    private static bool Fits(long held, long wanted, long most) => held <= 0 || wanted <= most - held;

    private void ForgetIfIdle(UserQueue user)
    {
        if (user is { Held: 0, Waiting.Count: 0 })
        {
            _users.Remove(user.UserId);
        }
    }

    private sealed class UserQueue(Guid userId)
    {
        public Guid UserId => userId;

        public LinkedList<Waiter> Waiting { get; } = [];

        public long Held { get; set; }
    }

    private sealed class Waiter(long wanted)
    {
        public long Wanted => wanted;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
