namespace EmailAgent.Providers;

/// <summary>
/// A queue for units of a limited resource, in total and per user. Waiting users take turns, whatever the number of their requests.
/// Thread-safe.
/// </summary>
/// <param name="units">Maximum number of units at a time.</param>
/// <param name="unitsPerUser">Maximum number of units of one user at a time.</param>
public sealed class FairQueue(long units, long unitsPerUser)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserQueue> _users = [];
    private readonly LinkedList<UserQueue> _turns = [];
    private long _held;

    /// <summary>Units that are reserved.</summary>
    public long Held
    {
        get
        {
            lock (_lock) return _held;
        }
    }

    /// <summary>Returns the units that are reserved for a user.</summary>
    public long HeldBy(Guid userId)
    {
        lock (_lock) return _users.GetValueOrDefault(userId)?.Held ?? 0;
    }

    /// <summary>Waits until so many units are free. A reservation that is larger than the limit is let through when nothing else is reserved.</summary>
    /// <param name="userId">The user whose share it is.</param>
    /// <param name="wanted">The number of units.</param>
    /// <param name="isUrgent">Indicates whether it goes before the user's other reservations; urgent ones are in order among themselves.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ReserveAsync(Guid userId, long wanted, bool isUrgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            waiter = Enqueue(userId, wanted, isUrgent);
            Admit();
        }

        var cancelling = cancellationToken.Register(() => GiveUp(userId, waiter, cancellationToken));
        await using (cancelling.ConfigureAwait(false))
        {
            await waiter.Admitted.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Reserves units unless that takes a wait.</summary>
    public bool TryReserve(Guid userId, long wanted)
    {
        lock (_lock)
        {
            var waiter = Enqueue(userId, wanted, isUrgent: false);
            Admit();
            return waiter.Admitted.Task.IsCompleted || !TryRemove(userId, waiter);
        }
    }

    /// <summary>Reserves what is taken already, beyond the limit if need be.</summary>
    public void Overdraw(Guid userId, long count)
    {
        lock (_lock)
        {
            Find(userId).Held += count;
            _held += count;
        }
    }

    /// <summary>Gives back what was reserved.</summary>
    public void Release(Guid userId, long count)
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

    private Waiter Enqueue(Guid userId, long wanted, bool isUrgent)
    {
        var user = Find(userId);
        if (user.Waiting.Count == 0)
        {
            _turns.AddLast(user);
        }

        var waiter = new Waiter(wanted, isUrgent);
        user.Add(waiter);
        return waiter;
    }

    private void GiveUp(Guid userId, Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!TryRemove(userId, waiter))
            {
                return;
            }

            Admit();
        }

        waiter.Admitted.TrySetCanceled(cancellationToken);
    }

    /// <returns>False when the waiter has been admitted: it has units to give back.</returns>
    private bool TryRemove(Guid userId, Waiter waiter)
    {
        if (!_users.TryGetValue(userId, out var user) || !user.Waiting.Remove(waiter))
        {
            return false;
        }

        if (user.Waiting.Count == 0)
        {
            _turns.Remove(user);
        }

        ForgetIfIdle(user);
        return true;
    }

    private void Admit()
    {
        var turn = _turns.First;
        while (turn is not null)
        {
            var user = turn.Value;
            var waiter = user.Waiting.First!.Value;
            if (!Fits(user.Held, waiter.Wanted, unitsPerUser))
            {
                turn = turn.Next; // Only this user's share is full; the others need not wait for it.
            }
            else if (!Fits(_held, waiter.Wanted, units))
            {
                return; // No other user overtakes, so that a large reservation gets its turn.
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

        public void Add(Waiter waiter)
        {
            var node = waiter.IsUrgent ? Waiting.First : null;
            while (node is { Value.IsUrgent: true })
            {
                node = node.Next;
            }

            if (node is null)
            {
                Waiting.AddLast(waiter);
            }
            else
            {
                Waiting.AddBefore(node, waiter);
            }
        }
    }

    private sealed class Waiter(long wanted, bool isUrgent)
    {
        public long Wanted => wanted;

        public bool IsUrgent => isUrgent;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
