using EmailAgent.Grains.Audit;

namespace EmailAgent.Stores.Tests.Audit;

/// <summary>A log in memory, made like the stored one, and what somebody without the key could do to it.</summary>
internal sealed class AuditCopy
{
    public static readonly DateOnly LastDay = new(2026, 11, 20);

    // The first was given up: whoever tampers with the log may have it.
    private static readonly AuditKeyRing Ring = new(2, new Dictionary<short, byte[]> { [1] = NewKey(1), [2] = NewKey(2) });

    private readonly Random _random;
    private List<AuditRow> _rows = [];
    private readonly List<AuditAnchor> _anchors = [];
    private short _keyId = AuditKeyRing.FirstId;

    /// <summary>Three chains of a few rows each, anchored on two days and in between, when a new key began; each chain grows after the last anchor.</summary>
    public AuditCopy(int seed)
    {
        _random = new Random(seed);
        Guid[] chains = [NewId(), NewId(), AuditEntry.Instance];
        for (var day = 0; day < 4; day++)
        {
            for (var count = _random.Next(3, 9); count > 0; count--)
                Append(chains[count % chains.Length]);
            if (day == 1)
                _keyId++;
            if (day < 3)
                Anchor(LastDay.AddDays(day == 2 ? 0 : -1), chains);
        }
    }

    public Dictionary<Guid, AuditHead> Heads { get; } = [];

    /// <summary>In looks of a few rows each, as long ones are.</summary>
    public IReadOnlyList<AuditFinding> Examine()
    {
        var findings = new List<AuditFinding>();
        AuditAnchor? lastAnchor = null;
        foreach (var anchors in _anchors.OrderBy(anchor => anchor.Number).Chunk(_random.Next(1, 5)))
        {
            lastAnchor = Look(examination => examination.BeginAnchors(lastAnchor), anchors, (examination, anchor) => examination.Examine(anchor));
        }

        Look<AuditAnchor>(examination => examination.BeginAnchors(lastAnchor), [], delegate { }, examination => examination.EndAnchors(LastDay));
        foreach (var chain in _rows.Select(row => row.ChainId).Concat(Heads.Keys).Concat(_anchors.Select(anchor => anchor.ChainId)).Distinct().ToList())
        {
            AuditRow? lastRow = null;
            foreach (var rows in _rows.Where(row => row.ChainId == chain).OrderBy(row => row.Seq).Chunk(_random.Next(1, 5)))
                lastRow = Look(examination => examination.BeginChain(FactsOf(chain), lastRow), rows, (examination, row) => examination.Examine(row, AnchoredHash(row), false));
            Look<AuditRow>(examination => examination.BeginChain(FactsOf(chain), lastRow), [], delegate { }, examination => examination.EndChain());
        }

        return findings;

        T? Look<T>(Action<AuditExamination> begin, IReadOnlyList<T> items, Action<AuditExamination, T> examine, Action<AuditExamination>? end = null)
            where T : class
        {
            var examination = new AuditExamination(Ring);
            begin(examination);
            foreach (var item in items)
                examine(examination, item);
            end?.Invoke(examination);
            findings.AddRange(examination.Findings);
            return items.Count > 0 ? items[^1] : null;
        }
    }

    /// <summary>Does one of the things to a place that chance chooses, and says what it did.</summary>
    public string Tamper() => _random.Next(11) switch
    {
        0 or 1 or 2 => ChangeRow(),
        3 => RemoveRow(),
        4 => Swap(),
        5 => CutOff(),
        6 => AddForgery(),
        7 => ChangeAnchors(),
        8 => CopyToAnother(),
        9 => UseTheOldKey(),
        _ => ChangeHead(),
    };

    private string ChangeRow()
    {
        var (index, row) = Any(_rows);
        (string What, AuditRow Row)[] changes =
        [
            ("chain", row with { ChainId = NewId() }),
            ("seq", row with { Seq = row.Seq + 1000 }),
            ("time", row with { At = row.At.AddMicroseconds(1) }),
            ("action", row with { Action = row.Action + "x" }),
            ("outcome", row with { Outcome = "refused!" }),
            ("actor", row with { ActorId = row.ActorId is null ? NewId() : null }),
            ("credential", row with { Credential = row.Credential is null ? "" : null }),
            ("target", row with { Target = row.Target is null ? "" : null }),
            ("fields moved", row with { Action = row.Action[..^1], Outcome = row.Action[^1] + row.Outcome }),
            ("details", row with { Details = "{}" + row.Details }),
            ("origin", row with { Origin = row.Origin + " " }),
            ("origin removed", row with { Origin = null }),
            ("origin and digest removed", row with { Origin = null, OriginDigest = null }),
            ("origin and digest changed", row with { Origin = "{}", OriginDigest = AuditChain.Digest("{}") }),
            ("hash", row with { Hash = Flip(row.Hash) }),
            ("key", row with { KeyId = (short)(3 - row.KeyId) }),
            ("unknown key", row with { KeyId = 7 }),
        ];
        var real = changes.Where(change => change.Row != row).ToList(); // an origin that is not there cannot be removed
        var (what, changed) = real[_random.Next(real.Count)];
        _rows[index] = changed;
        return $"{what} of {row.ChainId} {row.Seq}";
    }

    private string RemoveRow()
    {
        var (index, row) = Any(_rows);
        _rows.RemoveAt(index);
        if (_random.Next(2) == 0)
            return $"removed {row.ChainId} {row.Seq}";
        if (row.Seq == Heads[row.ChainId].Seq)
            return $"removed the last, {row.ChainId} {row.Seq}";
        _rows = [.. _rows.Select(other => other.ChainId == row.ChainId && other.Seq > row.Seq ? other with { Seq = other.Seq - 1 } : other)];
        Heads[row.ChainId] = Heads[row.ChainId] with { Seq = Heads[row.ChainId].Seq - 1 };
        return $"removed {row.ChainId} {row.Seq} and closed the gap";
    }

    private string Swap()
    {
        var (index, row) = Any(_rows);
        var other = _rows.FindIndex(candidate => candidate.ChainId == row.ChainId && candidate.Seq != row.Seq);
        if (other < 0)
            return ChangeRow();
        (_rows[index], _rows[other]) = (row with { Seq = _rows[other].Seq }, _rows[other] with { Seq = row.Seq });
        return $"swapped {row.Seq} and {_rows[index].Seq} of {row.ChainId}";
    }

    // Back to before the last anchor, with the end set to what is left; or all of the chain.
    private string CutOff()
    {
        var anchor = _anchors[_random.Next(_anchors.Count)];
        if (anchor.Seq == 0)
            return ChangeHead();
        var left = _random.NextInt64(anchor.Seq);
        _rows.RemoveAll(row => row.ChainId == anchor.ChainId && row.Seq > left);
        if (_rows.Find(row => row.ChainId == anchor.ChainId && row.Seq == left) is { } last)
            Heads[anchor.ChainId] = new AuditHead(anchor.ChainId, left, last.Hash);
        else
            Heads.Remove(anchor.ChainId);
        return $"cut off after {anchor.ChainId} {left}";
    }

    private string AddForgery()
    {
        var (_, row) = Any(_rows);
        var forged = row with { Seq = Heads[row.ChainId].Seq + 1, Hash = _random.Next(2) == 0 ? row.Hash : Flip(row.Hash) };
        _rows.Add(forged);
        Heads[row.ChainId] = new AuditHead(row.ChainId, forged.Seq, forged.Hash);
        return $"repeated {row.ChainId} {row.Seq} at the end";
    }

    private string CopyToAnother()
    {
        var (index, row) = Any(_rows);
        var other = _rows.FindIndex(candidate => candidate.ChainId != row.ChainId);
        if (_random.Next(2) == 0)
        {
            _rows[other] = row with { ChainId = _rows[other].ChainId, Seq = _rows[other].Seq };
            return $"{row.ChainId} {row.Seq} written over {_rows[other].ChainId} {_rows[other].Seq}";
        }

        var chain = NewId();
        var copied = _rows.Where(candidate => candidate.ChainId == row.ChainId).Select(candidate => candidate with { ChainId = chain }).ToList();
        _rows.AddRange(copied);
        Heads[chain] = new AuditHead(chain, copied.Max(candidate => candidate.Seq), copied.MaxBy(candidate => candidate.Seq)!.Hash);
        return $"chain {row.ChainId} copied to another user";
    }

    // Well made, with the key that was given up: at the end of a chain, as one of its own, or in place of all that follows a row.
    private string UseTheOldKey()
    {
        _keyId = AuditKeyRing.FirstId;
        switch (_random.Next(3))
        {
            case 0:
                var (_, row) = Any(_rows);
                Append(row.ChainId);
                return $"added to {row.ChainId} with the old key";
            case 1:
                Append(NewId());
                return "a new chain with the old key";
            default:
                var (_, from) = Any(_rows);
                var count = _rows.RemoveAll(other => other.ChainId == from.ChainId && other.Seq >= from.Seq);
                var before = _rows.Where(other => other.ChainId == from.ChainId).MaxBy(other => other.Seq);
                Heads[from.ChainId] = new AuditHead(from.ChainId, from.Seq - 1, before?.Hash ?? []);
                for (; count > 0; count--)
                    Append(from.ChainId);
                return $"{from.ChainId} written anew from {from.Seq} on with the old key";
        }
    }

    private string ChangeAnchors()
    {
        var (index, anchor) = Any(_anchors);
        switch (_random.Next(6))
        {
            case 0:
                _anchors.RemoveRange(index, _anchors.Count - index);
                return $"anchors from {anchor.Number} on removed";
            case 1 when index < _anchors.Count - 1:
                _anchors.RemoveAt(index);
                return $"anchor {anchor.Number} removed";
            case 2:
                _anchors[index] = anchor with { Seq = anchor.Seq + 1 };
                return $"anchor {anchor.Number} moved";
            case 3:
                _anchors[index] = anchor with { Day = anchor.Day.AddDays(1) };
                return $"day of anchor {anchor.Number} changed";
            case 4:
                _anchors[index] = anchor with { KeyId = (short)(3 - anchor.KeyId) };
                return $"key of anchor {anchor.Number} changed";
            default:
                _anchors[index] = anchor with { HeadHash = [.. anchor.HeadHash, 1] };
                return $"anchor {anchor.Number} changed";
        }
    }

    private string ChangeHead()
    {
        var head = Heads.Values.ElementAt(_random.Next(Heads.Count));
        Heads[head.ChainId] = _random.Next(2) == 0 ? head with { Seq = head.Seq + 1 } : head with { Hash = [.. head.Hash, 0] };
        return $"end of {head.ChainId}";
    }

    private void Append(Guid chain)
    {
        var head = Heads.GetValueOrDefault(chain) ?? AuditHead.Empty(chain);
        var origin = _random.Next(3) == 0 ? null : $$"""{"address":"192.0.2.{{_random.Next(256)}}"}""";
        var row = new AuditRow(
            chain, head.Seq + 1, new DateTime(2026, 11, 20, 0, 0, _rows.Count, DateTimeKind.Utc), "auth.login", "succeeded", _random.Next(2) == 0 ? chain : null,
            _random.Next(2) == 0 ? "session:1" : null, _random.Next(2) == 0 ? "connection:1" : null, "{}", origin, origin is null ? null : AuditChain.Digest(origin), [], _keyId);
        row = row with { Hash = AuditChain.HashRow(Ring.Keys[_keyId], head.Hash, row) };
        _rows.Add(row);
        Heads[chain] = new AuditHead(chain, row.Seq, row.Hash);
    }

    private void Anchor(DateOnly day, Guid[] chains)
    {
        foreach (var chain in chains)
        {
            var head = Heads.GetValueOrDefault(chain) ?? AuditHead.Empty(chain);
            var anchor = new AuditAnchor(_anchors.Count + 1, day, chain, head.Seq, head.Hash, [], _keyId);
            _anchors.Add(anchor with { Hash = AuditChain.HashAnchor(Ring.Keys[_keyId], _anchors.LastOrDefault()?.Hash ?? [], anchor) });
        }
    }

    private AuditChainFacts FactsOf(Guid chain)
    {
        var anchors = _anchors.Where(anchor => anchor.ChainId == chain).ToList();
        var begun = _anchors.Where(anchor => anchor.ChainId == AuditEntry.Instance && anchor.KeyId == Ring.CurrentId).Select(anchor => anchor.Number).DefaultIfEmpty().Min();
        return new AuditChainFacts(
            chain,
            Heads.GetValueOrDefault(chain),
            anchors.Select(anchor => anchor.Seq).DefaultIfEmpty().Max(),
            anchors.Where(anchor => anchor.Number <= begun).Select(anchor => anchor.Seq).DefaultIfEmpty().Max());
    }

    private byte[]? AnchoredHash(AuditRow row) => _anchors.LastOrDefault(anchor => anchor.ChainId == row.ChainId && anchor.Seq == row.Seq)?.HeadHash;

    private static byte[] NewKey(byte seed) => [.. Enumerable.Range(0, AuditChain.KeySize).Select(i => (byte)(i * seed))];

    private (int Index, T Item) Any<T>(List<T> list) => _random.Next(list.Count) is var index ? (index, list[index]) : default;

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private byte[] Flip(byte[] hash)
    {
        byte[] flipped = [.. hash];
        flipped[_random.Next(flipped.Length)] ^= (byte)(1 << _random.Next(8));
        return flipped;
    }
}
