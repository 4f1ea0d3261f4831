using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.ApiKeys;

/// <summary>
/// Keys in random lives, against a model: none passes that is revoked, expired, narrowed or used from elsewhere, and none may do what its
/// owner may not (any more).
/// </summary>
public sealed class KeyModelTests
{
    private const string OfAdmins = "instance:read";

    private static readonly (string Scope, string Path)[] Reads =
    [
        ("mail:read", "/api/v1/emails"), ("account:read", "/api/v1/profile"), ("connections:read", "/api/v1/connections"), ("events:read", "/api/v1/events"),
        (OfAdmins, "/api/v1/admin/users"),
    ];

    private static readonly string[] Addresses = ["10.1.2.3", "10.200.0.1", "192.0.2.7", "2001:db8::7"];
    private static readonly string[] Networks = ["10.0.0.0/8", "10.1.0.0/16", "192.0.2.7", "2001:db8::/32"];

    private static readonly Dictionary<string, string?> BehindAProxy = new() { ["Http:TrustedProxies:0"] = "127.0.0.0/8" };

    private readonly ShiftedClock _clock = new(runs: false);

    [PostgresFact]
    public async Task Keys_AfterAnySeriesOfChanges_MayWhatTheModelSays()
    {
        await using var host = await ApiHost.StartAsync(_clock, settings: BehindAProxy);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => LiveAsync(host, new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    private async Task<bool> LiveAsync(ApiHost host, Random random)
    {
        using var owner = await host.RegisterAsync();
        var keys = new List<Model>();
        var (disabled, admin) = (false, false);
        for (var step = 0; step < 15; step++)
        {
            if (random.Next(8) == 0)
                await SetAsync(owner, (disabled = !disabled) ? "disabled_at = now()" : "disabled_at = NULL");
            if (random.Next(4) == 0)
                await SetAsync(owner, (admin = !admin) ? "role = 'admin'" : "role = 'user'");
            if (!disabled)
                await ChangeAsync(owner, admin, keys, random);
            foreach (var key in keys)
            {
                var (scope, path) = Reads[random.Next(Reads.Length)];
                var address = random.Next(Addresses.Length);
                var expected = key.Revoked || key.ExpiresAt <= _clock.GetUtcNow() || !key.IsGoodFrom(Addresses[address]) ? 401
                    : disabled || !key.Scopes.Contains(scope) || (scope == OfAdmins && !admin) ? 403 : 200;
                var actual = await StatusAsync(key.Client, path, Addresses[address]);
                Assert.True(expected == actual, $"step {step}, {path} from {Addresses[address]}: {actual} instead of {expected}");
                Assert.True(actual != 200 || (int)(await owner.GetAsync(path)).Status == 200, "The key may do what its owner may not.");
            }
        }

        keys.ForEach(key => key.Client.Dispose());
        return true;
    }

    private async Task ChangeAsync(ApiClient owner, bool admin, List<Model> keys, Random random)
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
                var scopes = Reads.Select(read => read.Scope).Where(scope => random.Next(2) == 0 && (admin || scope != OfAdmins)).Append(Reads[0].Scope).ToHashSet();
                var networks = random.Next(2) == 0 ? null : Networks.Where(_ => random.Next(2) == 0).Append(Networks[random.Next(Networks.Length)]).Distinct().ToArray();
                var expiresAt = random.Next(2) == 0 ? (DateTimeOffset?)null : _clock.GetUtcNow().AddSeconds(5 + random.Next(30));
                var created = await owner.PostAsync(KeyCalls.Path, new { name = "key", scopes, allowed_addresses = networks, expires_at = expiresAt });
                keys.Add(new Model(created.Text("id"), owner.With(created), scopes, networks, expiresAt));
                break;
        }
    }

    private static async Task<int> StatusAsync(ApiClient client, string path, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", address);
        return (int)(await client.SendAsync(request)).Status;
    }

    private static async Task SetAsync(ApiClient owner, string change)
    {
        await using var command = owner.Host.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand($"UPDATE users SET {change} WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = owner.UserId });
        await command.ExecuteNonQueryAsync();
        await owner.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(owner.UserId.ToString("N")).ForgetAsync();
    }

    private sealed record Model(string Id, ApiClient Client, HashSet<string> Scopes, string[]? AllowedNetworks, DateTimeOffset? ExpiresAt)
    {
        public bool Revoked { get; set; }

        public bool IsGoodFrom(string address) => AllowedNetworks?.Any(network => Covered(network).Contains(address)) ?? true;

        // Written down by hand, so that it is no second reading of the same code.
        private static string[] Covered(string network) => network switch
        {
            "10.0.0.0/8" => ["10.1.2.3", "10.200.0.1"],
            "10.1.0.0/16" => ["10.1.2.3"],
            "192.0.2.7" => ["192.0.2.7"],
            _ => ["2001:db8::7"],
        };
    }
}
