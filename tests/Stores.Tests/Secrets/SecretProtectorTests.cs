using System.Security.Cryptography;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Stores.Tests.Secrets;

public sealed class SecretProtectorTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Protect_Secret_IsReadableAfterARestartOnTheSameDatabase()
    {
        var value = storage.Get<SecretProtector>().Protect(ConnectionStore.PasswordPurpose, "päss\0word");

        await using var restarted = storage.Restart();

        Assert.Equal("päss\0word", restarted.Get<SecretProtector>().Unprotect(ConnectionStore.PasswordPurpose, value));
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM data_protection_keys"));
        Assert.DoesNotContain("word", System.Text.Encoding.Latin1.GetString(value), StringComparison.Ordinal);
    }

    [PostgresFact]
    public void Unprotect_ForAnotherPurpose_Fails()
    {
        var protector = storage.Get<SecretProtector>();
        var value = protector.Protect(ConnectionStore.PasswordPurpose, "secret");

        Assert.Throws<CryptographicException>(() => protector.Unprotect(SigningKeyStore.PrivateKeyPurpose, value));
    }
}
