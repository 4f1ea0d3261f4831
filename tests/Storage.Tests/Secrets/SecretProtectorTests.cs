using System.Security.Cryptography;
using EmailAgent.Storage.Secrets;

namespace EmailAgent.Storage.Tests.Secrets;

public sealed class SecretProtectorTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [PostgresFact]
    public async Task Protect_Secret_IsReadableAfterARestartOnTheSameDatabase()
    {
        var value = storage.Get<SecretProtector>().Protect(SecretProtector.ConnectionPassword, "päss\0word");

        await using var restarted = storage.Restart();

        Assert.Equal("päss\0word", restarted.Get<SecretProtector>().Unprotect(SecretProtector.ConnectionPassword, value));
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM data_protection_keys"));
        Assert.DoesNotContain("word", System.Text.Encoding.Latin1.GetString(value), StringComparison.Ordinal);
    }

    [PostgresFact]
    public void Unprotect_ForAnotherPurpose_Fails()
    {
        var protector = storage.Get<SecretProtector>();
        var value = protector.Protect(SecretProtector.ConnectionPassword, "secret");

        Assert.Throws<CryptographicException>(() => protector.Unprotect(SecretProtector.SigningKey, value));
    }
}
