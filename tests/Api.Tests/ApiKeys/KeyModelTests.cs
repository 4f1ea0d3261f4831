using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;

namespace EmailAgent.Api.Tests.ApiKeys;

/// <summary>Keys in random lives, against a model: none passes that is revoked, expired or narrowed, and none may do what its owner may not.</summary>
public sealed class KeyModelTests
{
    private static readonly (string Scope, string Path)[] Reads =
        [("mail:read", "/api/v1/emails"), ("account:read", "/api/v1/profile"), ("connections:read", "/api/v1/connections"), ("events:read", "/api/v1/events")];

    private readonly ShiftedClock _clock = new();

    [PostgresFact]
    public async Task Keys_AfterAnySeriesOfChanges_MayWhatTheModelSays()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => LiveAsync(host, new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    private async Task<bool> LiveAsync(ApiHost host, Random random)
    {
        using var owner = await host.RegisterAsync();
        var keys = new List<Model>();
        var disabled = false;
        for (var step = 0; step < 15; step++)
        {
            if (random.Next(8) == 0)
                await SetDisabledAsync(owner, disabled = !disabled);
            if (!disabled)
                await ChangeAsync(owner, keys, random);
            foreach (var key in keys)
            {
                var (scope, path) = Reads[random.Next(Reads.Length)];
                var expected = key.Revoked || key.ExpiresAt <= _clock.GetUtcNow() ? 401 : disabled || !key.Scopes.Contains(scope) ? 403 : 200;
                var actual = (int)(await key.Client.GetAsync(path)).Status;
                Assert.True(expected == actual, $"step {step}, {path}: {actual} instead of {expected}");
                Assert.True(actual != 200 || (int)(await owner.GetAsync(path)).Status == 200, "The key may do what its owner may not.");
            }
        }

        keys.ForEach(key => key.Client.Dispose());
        return true;
    }

    private async Task ChangeAsync(ApiClient owner, List<Model> keys, Random random)
    {
        var key = keys.Count == 0 ? null : keys[random.Next(keys.Count)];
        switch (random.Next(4))
        {
            case 0 when key is { Revoked: false }:
                Assert.Equal(204, (int)(await owner.DeleteAsync($"{KeyCalls.Path}/{key.Id}")).Status);
                key.Revoked = true;
                break;

            case 1 when key is { Revoked: false, Scopes.Count: > 1 }:
                key.Scopes.Remove(key.Scopes.First());
                Assert.Equal(200, (int)(await owner.PatchAsync($"{KeyCalls.Path}/{key.Id}", new { scopes = key.Scopes })).Status);
                break;

            case 2:
                _clock.Advance(TimeSpan.FromSeconds(random.Next(20)));
                break;

            default:
                var scopes = Reads.Select(read => read.Scope).Where(_ => random.Next(2) == 0).Append(Reads[0].Scope).ToHashSet();
                var expiresAt = random.Next(2) == 0 ? (DateTimeOffset?)null : _clock.GetUtcNow().AddSeconds(5 + random.Next(30));
                var created = await owner.PostAsync(KeyCalls.Path, new { name = "key", scopes, expires_at = expiresAt });
                keys.Add(new Model(created.Text("id"), owner.With(created), scopes, expiresAt));
                break;
        }
    }

    private static async Task SetDisabledAsync(ApiClient owner, bool disabled)
    {
        await using var command = owner.Host.SiloServices.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand($"UPDATE users SET disabled_at = {(disabled ? "now()" : "NULL")} WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = owner.UserId });
        await command.ExecuteNonQueryAsync();
        await owner.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(owner.UserId.ToString("N")).ForgetAsync();
    }

    private sealed record Model(string Id, ApiClient Client, HashSet<string> Scopes, DateTimeOffset? ExpiresAt)
    {
        public bool Revoked { get; set; }
    }
}
