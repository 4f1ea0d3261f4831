namespace EmailAgent.Grains;

/// <summary>
/// Lets a number of callers in at a time, and a smaller number of each user. Users whose callers wait take turns, however many of each are
/// waiting. Thread-safe.
/// </summary>
/// <param name="places">Callers inside at a time.</param>
/// <param name="placesPerUser">Callers of one user inside at a time.</param>
internal sealed class FairGate(int places, int placesPerUser)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserQueue> _users = [];
    private readonly LinkedList<UserQueue> _turns = [];
    private int _free = places;

    /// <summary>Waits for a place.</summary>
    /// <param name="userId">The user whose share it is.</param>
    /// <param name="isUrgent">Whether a person waits for the outcome. Urgent callers go before the user's other callers, in order among themselves.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The place, which is free again when it is disposed of.</returns>
    public async Task<IDisposable> EnterAsync(Guid userId, bool isUrgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(isUrgent);
        lock (_lock)
        {
            var user = _users.TryGetValue(userId, out var known) ? known : _users[userId] = new UserQueue(userId);
            if (user.Waiting.Count == 0)
            {
                _turns.AddLast(user);
            }

            user.Add(waiter);
            Admit();
        }

        await using var cancelling = cancellationToken.Register(() => GiveUp(userId, waiter, cancellationToken));
        return new Place(this, await waiter.Admitted.Task);
    }

    /// <summary>Takes a place if one is free and no caller waits for it.</summary>
    /// <returns>Null when there is none.</returns>
    public IDisposable? TryEnter(Guid userId)
    {
        lock (_lock)
        {
            var user = _users.TryGetValue(userId, out var known) ? known : new UserQueue(userId);
            if (_free == 0 || user.Inside == placesPerUser || user.Waiting.Count > 0)
            {
                return null;
            }

            _users[userId] = user;
            user.Inside++;
            _free--;
            return new Place(this, user);
        }
    }

    private void GiveUp(Guid userId, Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A waiter that has been admitted has a place to give back.
            if (!_users.TryGetValue(userId, out var user) || !user.Waiting.Remove(waiter))
            {
                return;
            }

            if (user.Waiting.Count == 0)
            {
                _turns.Remove(user);
            }

            ForgetIfIdle(user);
        }

        waiter.Admitted.TrySetCanceled(cancellationToken);
    }

    private void Leave(UserQueue user)
    {
        lock (_lock)
        {
            _free++;
            user.Inside--;
            Admit();
            ForgetIfIdle(user);
        }
    }

    private void Admit()
    {
        while (_free > 0 && NextInTurn() is { } turn)
        {
            var user = turn.Value;
            var waiter = user.Waiting.First!.Value;
            user.Waiting.RemoveFirst();
            user.Inside++;
            _free--;
            waiter.Admitted.SetResult(user);

            // The next turn of this user comes after those of all others that wait.
            _turns.Remove(turn);
            if (user.Waiting.Count > 0)
            {
                _turns.AddLast(turn);
            }
        }
    }

    private LinkedListNode<UserQueue>? NextInTurn()
    {
        var turn = _turns.First;
        while (turn is not null && turn.Value.Inside == placesPerUser)
        {
            turn = turn.Next;
        }

        return turn;
    }

    private void ForgetIfIdle(UserQueue user)
    {
        if (user is { Inside: 0, Waiting.Count: 0 })
        {
            _users.Remove(user.UserId);
        }
    }

    private sealed class UserQueue(Guid userId)
    {
        public Guid UserId => userId;

        public LinkedList<Waiter> Waiting { get; } = [];

        public int Inside { get; set; }

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

    private sealed class Waiter(bool isUrgent)
    {
        public bool IsUrgent => isUrgent;

        public TaskCompletionSource<UserQueue> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(FairGate gate, UserQueue user) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(user);
            }
        }
    }
}
