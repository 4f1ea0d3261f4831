using EmailAgent.Providers.Blobs;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Blobs;

public sealed class S3BlobMediumTests : BlobMediumTests, IAsyncLifetime
{
    private S3Server? _server;
    private S3BlobMedium? _medium;

    private protected override IBlobMedium Medium => _medium!;

    private S3Server Server => _server!;

    public async Task InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _medium = Connect(new S3Options());
    }

    public async Task DisposeAsync()
    {
        _medium!.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Content_Written_IsOneObject_WithoutFraming()
    {
        var content = await WriteAsync(300_001);

        var stored = Assert.Single(Server.Objects);
        Assert.StartsWith("some/", stored.Key, StringComparison.Ordinal);
        Assert.Equal(content, stored.Value);
        var put = Assert.Single(Server.Puts);
        Assert.DoesNotContain("aws-chunked", put.GetValueOrDefault("content-encoding", ""), StringComparison.Ordinal);
        Assert.False(put.ContainsKey("x-amz-server-side-encryption"));
    }

    [Fact]
    public async Task Content_ThatTheServerStoresWithFraming_IsAFailure()
    {
        Server.Framing = "5\r\n"u8.ToArray();

        await Assert.ThrowsAsync<BlobContentException>(() => WriteAsync(10));
    }

    [Fact]
    public async Task Server_ThatIsBusy_IsTriedAgain_WithAllOfTheContent()
    {
        Server.Refuse(1);

        var content = await WriteAsync(200_000);

        Assert.Equal(content, Assert.Single(Server.Objects).Value);
    }

    [Fact]
    public async Task Content_Missing_CanBeDeleted_AlsoWhereTheServerRefusesThat()
    {
        Server.RefusesMissing = true;

        await Medium.DeleteAsync(Guid.NewGuid(), default);
    }

    [Theory]
    [InlineData(S3Encryption.Aes256, "AES256", null)]
    [InlineData(S3Encryption.Kms, "aws:kms", "a-key")]
    public async Task Encryption_ByTheService_IsRequested(S3Encryption encryption, string algorithm, string? key)
    {
        _medium!.Dispose();
        _medium = Connect(new S3Options { Encryption = encryption, KmsKeyId = key ?? "" });

        await WriteAsync(10);

        var put = Assert.Single(Server.Puts);
        Assert.Equal(algorithm, put["x-amz-server-side-encryption"]);
        Assert.Equal(key, put.GetValueOrDefault("x-amz-server-side-encryption-aws-kms-key-id"));
    }

    private protected override void AssertEmpty() => Assert.Empty(Server.Objects);

    private S3BlobMedium Connect(S3Options options)
    {
        options.Endpoint = Server.Address;
        options.Bucket = S3Server.Bucket;
        options.Prefix = "some/";
        options.AccessKey = S3Server.AccessKey;
        options.SecretKey = "secret";
        return new S3BlobMedium(Options.Create(new BlobOptions { Place = BlobPlace.S3, S3 = options }));
    }
}
