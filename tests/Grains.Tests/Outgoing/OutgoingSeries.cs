using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Tests.Outgoing;

/// <summary>A message on its way through a random series of attempts, crashes, searches and cancellations, beside a server that counts what it delivered.</summary>
internal sealed class OutgoingSeries
{
    private readonly Random _random;
    private readonly OutgoingOptions _options;
    private readonly Dictionary<string, int> _delivered = new(StringComparer.Ordinal);
    private readonly bool _savesSent;
    private OutgoingRow _mail;
    private DateTimeOffset _now;
    private bool _isInterrupted;

    public OutgoingSeries(Random random, OutgoingOptions options, DateTimeOffset start)
    {
        (_random, _options, _now) = (random, options, start);
        _savesSent = random.Next(2) == 0;
        _mail = OutgoingPolicyTests.Mail([.. Enumerable.Range(0, random.Next(1, 5)).Select(i => $"r{i}@example.org")]);
        foreach (var recipient in _mail.Recipients)
            _delivered.Add(recipient.Address, 0);
    }

    public bool Run()
    {
        for (var left = 300; left > 0 && _mail.EndedAt is null; left--)
        {
            Step();
            Verify();
        }

        Assert.NotNull(_mail.EndedAt);
        Verify();
        return true;
    }

    private void Step()
    {
        switch (_mail.State)
        {
            case OutgoingStates.Sending:
                Search();
                break;
            case OutgoingStates.Queued when _random.Next(30) == 0:
                if (OutgoingPolicy.IsCancellable(_mail))
                    _mail = _mail with { State = OutgoingStates.Cancelled, EndedAt = _now };
                break;
            default:
                _now = _mail.DueAt > _now ? _mail.DueAt : _now;
                _mail = OutgoingPolicyTests.Sending(_mail);
                Attempt();
                break;
        }
    }

    private void Attempt()
    {
        var isCrash = _isInterrupted = _random.Next(6) == 0;
        var results = OutgoingPolicy.Pending(_mail).Select(Transmit).ToList();
        var fate = results.Exists(one => one.Fate == SubmitFate.Sent) ? SubmitFate.Sent : results[0].Fate;
        _mail = isCrash ? OutgoingPolicy.Interrupted(_mail, _now)
            : results.TrueForAll(one => one.Fate == SubmitFate.Deferred) && _random.Next(4) == 0 ? OutgoingPolicy.Released(_mail, _now)
            : OutgoingPolicy.After(_mail, new SubmitResult(fate, results, "words", null, _savesSent && fate == SubmitFate.Sent, null, null), _options, _now, _random.NextDouble());
    }

    private RecipientResult Transmit(string address)
    {
        var fate = (SubmitFate)_random.Next(4);
        if (fate == SubmitFate.Sent || (fate == SubmitFate.Unknown && _random.Next(2) == 0))
            _delivered[address]++;
        return new RecipientResult(address, fate, "words", null);
    }

    /// <summary>
    /// Searches where a server files what it has delivered, in this attempt or an earlier one. What the process was not sure of, the server has sent to all or to
    /// none; unless the process ended, and with it the knowledge of what the server has refused.
    /// </summary>
    private void Search()
    {
        _now = _mail.DueAt > _now ? _mail.DueAt : _now.AddMinutes(1);
        _mail = OutgoingPolicy.Interrupted(_mail, _now);
        var unknown = _mail.Recipients.Where(recipient => recipient.State == RecipientStates.Unknown).Select(recipient => _delivered[recipient.Address] > 0).ToList();
        var isDelivered = _isInterrupted ? unknown.Contains(true) : unknown.TrueForAll(isSent => isSent);
        var isThere = isDelivered || _mail.Recipients.Any(recipient =>
            recipient.State == RecipientStates.Sent || (recipient.MaybeSent && _delivered[recipient.Address] > 0));
        _mail = isThere && _savesSent && _random.Next(3) == 0
            ? OutgoingPolicy.Found(_mail, _options, _now)
            : OutgoingPolicy.NotFound(_mail, _options, _now, isReachable: _random.Next(2) == 0);
    }

    private void Verify()
    {
        foreach (var recipient in _mail.Recipients)
        {
            var times = _delivered[recipient.Address];
            Assert.InRange(times, 0, 1);
            if (recipient.State == RecipientStates.Sent)
                Assert.Equal(1, times);
            else if (recipient.State != RecipientStates.Unknown && _mail.State != OutgoingStates.Sending)
                Assert.Equal(0, times);
        }

        if (_mail.State is OutgoingStates.Cancelled or OutgoingStates.Failed)
            Assert.All(_delivered.Values, times => Assert.Equal(0, times));
    }
}
