using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Identity;

/// <summary>
/// Whatever series of logins, refreshes, logouts and password changes comes: an ended session is never let in, and a token used twice ends its
/// session, but for one repetition of the last exchange by the same client in time.
/// </summary>
public sealed class SessionPropertyTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const int Steps = 40;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly Device[] Clients = [new("browser/1", "192.0.2.1"), new("browser/1", "192.0.2.2")];

    [PostgresFact]
    public void AnySeries_AgreesWithTheModel() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    // The seed is in the failure's message, and is all that the series depends on.
    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var series = new Series(fixture, await fixture.AddUserAsync());
        for (var step = 0; step < Steps; step++)
        {
            await series.StepAsync(random);
            Assert.True(await series.AgreesAsync(), $"Seed {seed}, step {step}: {series.Last}");
        }
    }

    private sealed class Series(StoreFixture fixture, Guid userId)
    {
        private readonly SessionStore _store = fixture.Get<SessionStore>();
        private readonly AccessStore _access = fixture.Get<AccessStore>();
        private readonly AuditEntry _entry = new(userId, "test.step", AuditOutcome.Succeeded, null, new Dictionary<string, string>(), default, null);
        private readonly List<ModelSession> _sessions = [];
        private string _passwordHash = "";
        private DateTime _now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        private byte _next;

        public string Last { get; private set; } = "";

        public async Task StepAsync(Random random)
        {
            var now = _now += TimeSpan.FromSeconds(random.Next(20));
            var any = _sessions.Count == 0 ? null : _sessions[random.Next(_sessions.Count)];
            var kind = any is null ? 0 : random.Next(8);
            Last = $"kind {kind}";
            switch (kind)
            {
                case 0:
                    await OpenAsync(_passwordHash, opens: true, now);
                    break;
                case 1:
                    await OpenAsync("an older hash", opens: false, now);
                    break;
                case 2 or 3:
                    await RotateAsync(any!, any!.Tokens[^1], Clients[random.Next(2)], now);
                    break;
                case 4:
                    await RotateAsync(any!, any!.Tokens[^random.Next(1, Math.Min(any.Tokens.Count, 3) + 1)], Clients[random.Next(2)], now);
                    break;
                case 5:
                    await _store.EndAsync(userId, any!.Tokens[random.Next(any.Tokens.Count)], now, _entry, default);
                    any.IsOpen = false;
                    break;
                case 6:
                    Assert.Equal(any!.IsOpen, await _store.EndAsync(userId, any.Id, now, _entry, default));
                    any.IsOpen = false;
                    break;
                default:
                    await EndManyAsync(random.Next(4) == 0, any!, now);
                    break;
            }
        }

        /// <summary>Whether exactly the sessions that are open in the model are let in.</summary>
        public async Task<bool> AgreesAsync() =>
            (await _access.FindAsync(userId, default))!.SessionIds.ToHashSet().SetEquals(_sessions.Where(session => session.IsOpen).Select(session => session.Id));

        private async Task OpenAsync(string passwordHash, bool opens, DateTime now)
        {
            var session = new ModelSession(Guid.NewGuid(), NewToken());
            var opened = await _store.OpenAsync(new NewSession(userId, session.Id, session.Tokens[0], passwordHash, null, null), now, now + Lifetime, _entry, default);
            Assert.Equal(opens, opened);
            if (opened)
                _sessions.Add(session);
        }

        private async Task RotateAsync(ModelSession session, byte[] token, Device client, DateTime now)
        {
            var next = NewToken();
            var expected = !session.IsOpen ? RefreshResult.Refused
                : token == session.Tokens[^1] ? RefreshResult.Rotated
                : session.Repeatable is { } last && last.Token == token && last.Client == client && now - last.UsedAt <= RefreshPolicy.RepeatWithin ? RefreshResult.Repeated
                : RefreshResult.Reused;
            var rotation = await _store.RotateAsync(userId, new RefreshExchange(token, next, next, client), now, now + Lifetime, 3 * Lifetime, _entry, default);
            Assert.Equal(expected, rotation.Result);
            Assert.Equal(expected == RefreshResult.Repeated ? session.Tokens[^1] : null, rotation.Successor);
            if (expected == RefreshResult.Rotated)
            {
                session.Repeatable = session.LastWasRepeated ? null : (token, client, now);
                session.LastWasRepeated = false;
                session.Tokens.Add(next);
            }

            if (expected == RefreshResult.Repeated)
                (session.Repeatable, session.LastWasRepeated) = (null, true);
            if (expected == RefreshResult.Reused)
                session.IsOpen = false;
        }

        private async Task EndManyAsync(bool all, ModelSession kept, DateTime now)
        {
            if (all)
            {
                await _store.EndAllAsync(userId, now, _entry, default);
            }
            else
            {
                var hash = Guid.NewGuid().ToString();
                Assert.False(await _store.ChangePasswordAsync(userId, "an older hash", hash, kept.Id, now, _entry, default));
                Assert.True(await _store.ChangePasswordAsync(userId, _passwordHash, hash, kept.Id, now, _entry, default));
                _passwordHash = hash;
            }

            foreach (var session in _sessions)
                session.IsOpen &= !all && session == kept;
        }

        private byte[] NewToken() => [.. userId.ToByteArray(), _next++];
    }

    private sealed class ModelSession(Guid id, byte[] token)
    {
        public Guid Id => id;

        public List<byte[]> Tokens { get; } = [token];

        public bool IsOpen { get; set; } = true;

        /// <summary>Gets or sets the exchange that can be repeated; null for none.</summary>
        public (byte[] Token, Device Client, DateTime UsedAt)? Repeatable { get; set; }

        /// <summary>Gets or sets whether the last token was returned twice.</summary>
        public bool LastWasRepeated { get; set; }
    }
}
