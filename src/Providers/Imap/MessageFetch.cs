using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Memory;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// One fetch of messages of the selected folder, which accounts for each message that does not arrive: gone, outstanding, or still to be
/// asked for because the fetch ended early. Some servers refuse a whole FETCH because of one message they cannot read (Dovecot with a
/// damaged file), so what did not come is asked for again in halves, until the one at fault is alone.
/// </summary>
internal sealed class MessageFetch(ImapClient client, ImapMessages messages, ImapSyncOptions options, ImapFolder folder, FetchTerms terms)
{
    /// <summary>
    /// If more messages than this are requested and none arrives, the fault is considered the server's and not that of the messages.
    /// </summary>
    private const int MostRefusedAlone = 8;

    /// <summary>The same after the server has handed out other mail: an outage may begin while damaged messages are isolated.</summary>
    private const int MostRefusedProven = 100;

    private readonly ImapFetchQuery _many = WholeQuery(options.WholeMessageBytes);
    private readonly ImapFetchQuery _large = WholeQuery(options.LargestMessageBytes);
    private readonly Stack<UidSet> _pending = new();
    private readonly List<OutstandingMail> _outstanding = [];
    private readonly List<uint> _doubtful = [];
    private readonly List<(uint Uid, long Size)> _tooLarge = [];
    private ImapException? _failure;
    private FetchRoom? _room;
    private long _wanted;
    private int _arrived;
    private int _refusedInARow;
    private bool _isGuess = terms.IsRange;
    private bool _isStopped;

    /// <summary>Messages that the server has and did not hand out.</summary>
    public IReadOnlyList<OutstandingMail> Outstanding => _outstanding;

    /// <summary>Returns large messages that were not requested, because all messages that are fetched together are held together.</summary>
    public UidSet Left { get; private set; } = UidSet.Empty;

    /// <summary>Messages that are no longer in the folder.</summary>
    public UidSet Gone { get; private set; } = UidSet.Empty;

    /// <summary>Returns the reason why the session must end; null while it can continue.</summary>
    public ProviderException? Ending { get; private set; }

    /// <summary>
    /// Returns the refusal when the server delivers none of the messages; a <see cref="ContentProbe"/> tests whether it delivers any.
    /// </summary>
    public ProviderException? Refusal { get; private set; }

    /// <summary>Indicates whether each message has arrived, is gone, or is outstanding, so that a cursor can pass all of them.</summary>
    public bool IsComplete => Ending is null && Refusal is null && !_isStopped;

    /// <summary>
    /// Yields the messages as they arrive, the large ones last and one at a time. In a stream, null asks the caller to hand over all that
    /// it holds, since more room is needed.
    /// </summary>
    public async IAsyncEnumerable<PlacedMessage?> RunAsync(UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _wanted = uids.Count;
        var hasYielded = false;
        try
        {
            await RenewRoomAsync(RoomFor(uids), cancellationToken).ConfigureAwait(false);
            await foreach (var message in ReadSmallAsync(uids, cancellationToken).ConfigureAwait(false))
            {
                hasYielded = true;
                yield return message;
            }

            _isGuess = false;
            // What is no stream is held together, so that a large message is taken by itself.
            var count = terms.IsStream ? _tooLarge.Count : hasYielded ? 0 : 1;
            foreach (var (uid, size) in _tooLarge.Take(count))
            {
                if (terms.IsStream) yield return null;
                await RenewRoomAsync(Math.Min(size, options.LargestMessageBytes), cancellationToken).ConfigureAwait(false);
                await foreach (var fetch in ReadAsync(UidSet.Of(uid), _large, cancellationToken).ConfigureAwait(false))
                {
                    yield return ToMessage(fetch);
                }
            }

            Left = UidSet.Of(_tooLarge.Skip(count).Select(message => message.Uid));
            _isStopped |= !Left.IsEmpty;
        }
        finally
        {
            _room?.Dispose();
        }

        await JudgeDoubtfulAsync(cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<PlacedMessage?> ReadSmallAsync(UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fetch in ReadAsync(uids, _many, cancellationToken).ConfigureAwait(false))
        {
            if (fetch.Size > options.WholeMessageBytes)
            {
                _tooLarge.Add((fetch.Uid, fetch.Size.Value));
                fetch.Dispose();
                continue;
            }

            yield return ToMessage(fetch);
            if (terms.IsStream && _room!.Left < options.WholeMessageBytes && _arrived < _wanted)
            {
                yield return null;
                await RenewRoomAsync(RoomFor(uids), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns the bytes to reserve before the request: those of a batch of a stream, or of all messages.</summary>
    private long RoomFor(UidSet uids) => terms.IsStream
        ? Math.Min(uids.Count * (long)options.WholeMessageBytes, (long)options.BatchBytes + options.WholeMessageBytes)
        : Math.Min(uids.Count, FetchTerms.LargestSuspectGroup) * (long)options.WholeMessageBytes;

    private async Task RenewRoomAsync(long bytes, CancellationToken cancellationToken)
    {
        _room?.Dispose();
        _room = await messages.Memory.ReserveAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ImapFetch> ReadAsync(UidSet uids, ImapFetchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _pending.Push(uids);
        while (IsComplete && _pending.TryPop(out var wanted))
        {
            if (wanted.IsEmpty)
            {
                continue;
            }

            var missing = wanted;
            _failure = null;
            var fetches = client.UidFetchAsync(wanted, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (fetches.ConfigureAwait(false))
            {
                while (await MoveNextAsync(fetches).ConfigureAwait(false))
                {
                    var fetch = fetches.Current;
                    if (wanted.Contains(fetch.Uid) && fetch.Find(query.Sections[0]) is { IsMissing: false })
                    {
                        missing = missing.Except(UidSet.Of(fetch.Uid));
                        _arrived++;
                        _refusedInARow = 0;
                        yield return fetch;
                    }
                    else
                    {
                        fetch.Dispose();
                    }
                }
            }

            Judge(wanted, missing);
        }
    }

    /// <summary>Decides what becomes of the messages that one command asked for and that did not arrive.</summary>
    private void Judge(UidSet wanted, UidSet missing)
    {
        switch (_failure)
        {
            case null:
                _doubtful.AddRange(_isGuess ? missing.Where(uid => wanted.Count > missing.Count && uid < wanted.Except(missing).Max) : missing);
                break;
            case ImapCommandException refusal when ImapRefusal.Of(refusal).IsThrottled:
                Ending = ImapErrors.Translate(refusal);
                break;
            case ImapCommandException when _isGuess:
                _isStopped = true;
                break;
            case ImapCommandException refusal:
                Split(missing, refusal);
                break;
            case { } broken:
                Ending = ImapErrors.Translate(broken);
                Suspect(wanted, missing, broken);
                break;
        }
    }

    private void Split(UidSet missing, ImapCommandException refusal)
    {
        if (_arrived == 0 && _outstanding.Count == 0 && missing.Count > MostRefusedAlone && !messages.IsContentProven)
        {
            // While nothing has arrived, two messages far apart show more, with fewer commands, than halves.
            _pending.Push(missing.Except(UidSet.Of(missing.Min, missing.Max)));
            _pending.Push(UidSet.Of(missing.Min));
            _pending.Push(UidSet.Of(missing.Max));
            return;
        }

        if (missing.Count > 1)
        {
            var upper = missing.TakeLast(missing.Count / 2);
            _pending.Push(missing.Except(upper));
            _pending.Push(upper);
            return;
        }

        var reason = ImapRefusal.Of(refusal).Kind == ImapRefusalKind.ForGood ? OutstandingReason.Refused : OutstandingReason.Unavailable;
        _outstanding.AddRange(missing.Select(uid => Outstand(uid, reason, refusal.Text)));
        _refusedInARow++;
        if (_arrived == 0 && _outstanding.Count > 1 && _wanted > MostRefusedAlone && !messages.IsContentProven)
        {
            _outstanding.Clear();
            Refusal = HandsOutNothing(refusal.Text, refusal);
        }
        else if (_refusedInARow >= (messages.IsContentProven ? MostRefusedProven : MostRefusedAlone) && _wanted > MostRefusedAlone)
        {
            Refusal = HandsOutNothing(refusal.Text, refusal); // Those that were asked for by themselves stay outstanding.
        }
    }

    /// <summary>
    /// Sets messages aside after the connection ended on them. A first failure may be chance; from the second one on the messages are
    /// requested in smaller and smaller groups, so that the others get through.
    /// </summary>
    private void Suspect(UidSet wanted, UidSet missing, ImapException broken)
    {
        if (!terms.IsWary || _isGuess || missing.IsEmpty || !ImapErrors.MayBeCausedByCommand(broken))
        {
            return;
        }

        var reason = broken is ImapProtocolException ? OutstandingReason.Malformed : OutstandingReason.ConnectionLost;
        var together = (int)Math.Clamp(wanted.Count / 4, 1, FetchTerms.LargestSuspectGroup);
        foreach (var uid in missing)
        {
            // Servers answer in order as a rule, so the first that did not come is asked for alone.
            int? askWith = wanted.Count == 1 ? null : uid == missing.Min ? 1 : together;
            _outstanding.Add(Outstand(uid, reason, broken.Message) with { AskWith = askWith });
        }
    }

    /// <summary>Determines for each message that was left out whether it is gone, which is fine, or still present.</summary>
    private async Task JudgeDoubtfulAsync(CancellationToken cancellationToken)
    {
        if (_doubtful.Count == 0 || Ending is not null)
        {
            return;
        }

        try
        {
            var doubtful = UidSet.Of(_doubtful);
            await client.NoopAsync(cancellationToken).ConfigureAwait(false); // Lets the server report what was deleted meanwhile.
            var present = (await client.UidSearchAsync(ImapSearch.Uids(doubtful), cancellationToken).ConfigureAwait(false)).Intersect(doubtful);
            present = present.Union(await messages.ReadUidsAsync(doubtful.Except(present), cancellationToken).ConfigureAwait(false));
            Gone = Gone.Union(doubtful.Except(present));
            if (_arrived == 0 && present.Count > MostRefusedAlone && !messages.IsContentProven)
            {
                Refusal = HandsOutNothing("its answers have no content.", null);
                return;
            }

            _outstanding.AddRange(present.Select(uid => Outstand(uid, OutstandingReason.LeftOut, "The server left the message out of its answer.")));
        }
        catch (ImapException error)
        {
            Ending ??= ImapErrors.Translate(error);
        }
    }

    /// <returns>True if there is another message; the failure is kept.</returns>
    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ImapFetch> fetches)
    {
        try
        {
            return await fetches.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ImapException error)
        {
            _failure = error;
            return false;
        }
    }

    private static ProviderException HandsOutNothing(string text, ImapException? refusal) =>
        new(ProviderFailure.Busy, $"The server hands out no message at the moment: {text}", refusal);

    private OutstandingMail Outstand(uint uid, OutstandingReason reason, string detail) => new(OutstandingKey.Placed(folder.Id, uid), reason, detail);

    private PlacedMessage ToMessage(ImapFetch fetch)
    {
        var receivedAt = fetch.InternalDate ?? DateTimeOffset.UnixEpoch;
        return new PlacedMessage(_room!.Take(fetch.Sections[0].Length, fetch))
        {
            FolderId = folder.Id,
            Uid = fetch.Uid,
            Flags = ImapFlags.Normalize(fetch.Flags),
            ReceivedAt = receivedAt,
            Size = fetch.Size ?? 0,
            Raw = fetch.Sections[0].Data,
            Arrival = folder.ArrivalOf(fetch.Uid, receivedAt),
        };
    }

    private static ImapFetchQuery WholeQuery(int bytes) => new()
    {
        Flags = true,
        InternalDate = true,
        Size = true,
        Sections = [ImapBodySection.Whole.Slice(0, (uint)bytes)],
    };
}

/// <summary>The treatment of messages that do not arrive.</summary>
/// <param name="IsWary">
/// Indicates whether sessions have failed before this one, or failure is expected: messages that end the connection are set aside.
/// </param>
/// <param name="IsRange">Indicates whether the UIDs are a guess, most of which need not exist; a check of the folder follows.</param>
/// <param name="IsStream">Indicates whether the caller passes messages on when asked; else it holds all of them.</param>
internal readonly record struct FetchTerms(bool IsWary, bool IsRange = false, bool IsStream = false)
{
    /// <summary>Most messages that are asked for together once the connection has ended on them.</summary>
    public const int LargestSuspectGroup = 16;
}
