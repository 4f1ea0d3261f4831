using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Identity;

/// <summary>Whatever series of logins, refreshes, logouts and password changes comes: an ended session is never let in, and a token used twice ends its session.</summary>
public sealed class SessionPropertyTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const int Steps = 40;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

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
        private byte _next;

        public string Last { get; private set; } = "";

        public async Task StepAsync(Random random)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
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
                    await RotateAsync(any!, any!.Tokens[^1], now);
                    break;
                case 4:
                    await RotateAsync(any!, any!.Tokens[random.Next(any.Tokens.Count)], now);
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

        private async Task RotateAsync(ModelSession session, byte[] token, DateTime now)
        {
            var next = NewToken();
            var isLast = token == session.Tokens[^1];
            var expected = !session.IsOpen ? RefreshResult.Refused : isLast ? RefreshResult.Rotated : RefreshResult.Reused;
            Assert.Equal(expected, (await _store.RotateAsync(userId, token, next, now, now + Lifetime, 3 * Lifetime, _entry, default)).Result);
            if (expected == RefreshResult.Rotated)
                session.Tokens.Add(next);
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
    }
}
