using EmailAgent.Providers.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Blobs;

public sealed class BlobOptionsTests
{
    [Theory]
    [InlineData(null, null, ".data/blobs")]
    [InlineData("/data", null, "/data/blobs")]
    [InlineData("/data", "/other", "/other")]
    public void Folder_WithoutASetting_IsInTheDataFolder(string? data, string? folder, string expected) =>
        Assert.Equal(expected, Read(("DATA_DIR", data), ("Blobs:Folder", folder)).Folder);

    [Fact]
    public void Faults_AllOfThem_AreReportedAtOnce()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(
            ("Blobs:Place", "S3"), ("Blobs:S3:Endpoint", "ftp://example.org"), ("Blobs:S3:AccessKey", "key"), ("Blobs:S3:KmsKeyId", "key"), ("Blobs:BytesPerUser", "-1")));

        Assert.Equal(5, failure.Failures.Count());
    }

    private static BlobOptions Read(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
        using var services = new ServiceCollection().AddBlobContents(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<BlobOptions>>().Value;
    }
}
