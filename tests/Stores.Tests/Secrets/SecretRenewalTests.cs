using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Stores.Tests.Secrets;

public sealed class SecretRenewalTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    // Names of columns that hold no secret in the clear or encrypted, but what was hashed.
    private const string HashedSql = """
        SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'bytea' AND column_name !~ '(^|_)(hash|digest)$'
        """;

    // Hashes of the addresses that a throttle counts by; public keys; a token that only the one before it reveals.
    private static readonly string[] NoSecrets = ["login_attempts.subject", "message_vectors.vector", "protection_keys.content", "refresh_tokens.successor"];

    private EncryptedColumn[] Columns => [.. storage.Get<IEnumerable<EncryptedColumn>>()];

    [PostgresFact]
    public async Task Columns_OfTheDatabase_AreListed_UnlessTheyAreHashes()
    {
        var columns = new List<string>();
        await using var command = storage.DataSource.CreateCommand(HashedSql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));

        Assert.Equal(columns.Except(NoSecrets).Order(StringComparer.Ordinal), Columns.Select(column => $"{column.Table}.{column.Name}").Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task Secrets_OfARetiredKey_AreEncryptedAnew_InEachColumn()
    {
        await storage.ScalarAsync<long>("WITH others AS (DELETE FROM instance_secrets RETURNING 1) SELECT count(*) FROM others");
        await AddOneOfEachAsync(storage.Get<SecretProtector>());
        await using var restarted = await RetireAsync();

        Assert.Equal(new SecretRenewalResult(Renewed: Columns.Length), await restarted.Get<SecretRenewal>().RunAsync(default));
        Assert.Equal(default, await restarted.Get<SecretRenewal>().RunAsync(default));

        var secrets = restarted.Get<SecretProtector>();
        foreach (var column in Columns)
        {
            var value = await storage.ScalarAsync<byte[]>($"SELECT {column.Name} FROM {column.Table} LIMIT 1");
            Assert.Equal($"{column.Table}.{column.Name}", secrets.Unprotect(column.Purpose, value));
            Assert.Equal(secrets.CurrentKeyId(), value[SecretProtector.KeyIdOffset..(SecretProtector.KeyIdOffset + SecretProtector.KeyIdSize)]);
        }
    }

    [PostgresFact]
    public async Task Secrets_ThatChangeMeanwhile_AreNeverOverwritten()
    {
        const int Rows = 3_000;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var old = storage.Get<SecretProtector>();
        for (var i = 0; i < Rows; i++) await PutAsync(i, old.Protect(SecretProtector.InstanceSecret, $"{i}:0"));
        await using var restarted = await RetireAsync();
        var renewal = restarted.Get<SecretRenewal>();

        // Processes that do not know of the new key yet go on writing with the old one.
        var versions = new int[Rows];
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < Rows; n++)
            {
                var i = random.Next(Rows);
                await PutAsync(i, old.Protect(SecretProtector.InstanceSecret, $"{i}:{++versions[i]}"));
            }
        });
        var moved = 0;
        while (!writing.IsCompleted) moved += (await renewal.RunAsync(default)).Moved;
        await writing;
        await renewal.RunAsync(default);

        Assert.Equal(default, await renewal.RunAsync(default));
        var secrets = restarted.Get<SecretProtector>();
        for (var i = 0; i < Rows; i++)
        {
            var value = await storage.ScalarAsync<byte[]>("SELECT value FROM instance_secrets WHERE name = $1", $"n{i}");
            Assert.True($"{i}:{versions[i]}" == secrets.Unprotect(SecretProtector.InstanceSecret, value), $"Seed {seed}: row {i}; {moved} moved.");
        }
    }

    [PostgresFact]
    public async Task Secret_ThatCannotBeRead_IsCounted_AndLeft()
    {
        var value = storage.Get<SecretProtector>().Protect(SecretProtector.InstanceSecret, "x");
        value[^1] ^= 1;
        await PutAsync(-1, value);
        await using var restarted = await RetireAsync();

        Assert.Equal(1, (await restarted.Get<SecretRenewal>().RunAsync(default)).Unreadable);

        Assert.Equal(value, await storage.ScalarAsync<byte[]>("DELETE FROM instance_secrets WHERE name = 'n-1' RETURNING value"));
    }

    private async Task<StoreFixture> RetireAsync()
    {
        var restarted = storage.Restart(services => services.Configure<SecretOptions>(options => options.RetireKeysBefore = TimeProvider.System.GetUtcNow()));
        await restarted.Get<KeyRing>().PrepareAsync(default);
        return restarted;
    }

    private async Task PutAsync(int number, byte[] value) => await storage.ScalarAsync<int>(
        "INSERT INTO instance_secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value RETURNING 1", $"n{number}", value);

    private async Task AddOneOfEachAsync(SecretProtector secrets)
    {
        byte[] Of(string column) => secrets.Protect(Columns.Single(known => $"{known.Table}.{known.Name}" == column).Purpose, column);
        var user = await storage.AddUserAsync();
        var id = Guid.NewGuid();
        (string Sql, object[] Values)[] rows =
        [
            ("INSERT INTO connections (user_id, id, provider, account_key, email, settings, secret, submission_secret, status, created_at) VALUES ($1, $2, 'imap', 'a', 'e', '{}', $3, $4, 'error', now())", [user, id, Of("connections.secret"), Of("connections.submission_secret")]),
            ("INSERT INTO oauth_tokens (user_id, connection_id, version, refresh_token, access_token, access_expires_at, scopes) VALUES ($1, $2, 1, $3, $4, now(), '{}')", [user, id, Of("oauth_tokens.refresh_token"), Of("oauth_tokens.access_token")]),
            ("INSERT INTO oauth_revocations (user_id, connection_id, provider, account_key, refresh_token, next_attempt_at) VALUES ($1, $2, 'gmail', 'a', $3, now())", [user, id, Of("oauth_revocations.refresh_token")]),
            ("INSERT INTO oauth_sign_ins (user_id, state_hash, provider, redirect_uri, scopes, secrets, expires_at) VALUES ($1, '', 'gmail', '', '{}', $2, now())", [user, Of("oauth_sign_ins.secrets")]),
            ("INSERT INTO second_factors (user_id, secret, created_at) VALUES ($1, $2, now())", [user, Of("second_factors.secret")]),
            ("INSERT INTO signing_keys (key_id, private_key, created_at) VALUES ('k', $1, now())", [Of("signing_keys.private_key")]),
            ("INSERT INTO audit_keys (id, secret, created_at) VALUES (1, $1, now())", [Of("audit_keys.secret")]),
            ("INSERT INTO blobs (user_id, id, name, content_type, size, content_key, created_at) VALUES ($1, $2, '', '', 0, $3, now())", [user, id, Of("blobs.content_key")]),
            ("INSERT INTO idempotency_keys (user_id, key_hash, request_hash, operation_id, claim_id, claimed_until, answer, created_at) VALUES ($1, '', '', $2, $2, now(), $3, now())", [user, id, Of("idempotency_keys.answer")]),
            ("INSERT INTO protection_keys (user_id, id, kind, fingerprint, addresses, valid_from, content, secret, created_at) VALUES ($1, $2, '', '', '{}', now(), '', $3, now())", [user, id, Of("protection_keys.secret")]),
            ("INSERT INTO webhooks (user_id, id, url, event_types, connection_ids, label_ids, sender_domains, include, header_names, headers, secret, previous_secret, enabled, cursor, created_at, updated_at) VALUES ($1, $2, '', '{}', '{}', '{}', '{}', '{}', '{}', $3, $4, $5, false, 0, now(), now())", [user, id, Of("webhooks.headers"), Of("webhooks.secret"), Of("webhooks.previous_secret")]),
            ("INSERT INTO slack_integrations (user_id, webhook_url, settings, enabled, cursor, due_at, created_at, updated_at) VALUES ($1, $2, '{}', false, 0, now(), now(), now())", [user, Of("slack_integrations.webhook_url")]),
            ("INSERT INTO webhook_older_secrets (user_id, webhook_id, secret, valid_until) VALUES ($1, $2, $3, now())", [user, id, Of("webhook_older_secrets.secret")]),
            ("INSERT INTO instance_secrets (name, value) VALUES ('a', $1)", [Of("instance_secrets.value")]),
        ];
        foreach (var (sql, values) in rows) await storage.ScalarAsync<int>($"{sql} RETURNING 1", values);
    }
}
