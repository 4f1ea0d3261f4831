using EmailAgent.Providers.Blobs;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Blobs;

public sealed class FolderBlobMediumTests : BlobMediumTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blobs");

    private protected override IBlobMedium Medium => new FolderBlobMedium(Options.Create(new BlobOptions { Folder = _folder.FullName }));

    [Fact]
    public async Task Content_Written_IsOneFile()
    {
        await WriteAsync(10);

        Assert.Equal(10, Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).Length);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override void AssertEmpty() => Assert.Empty(_folder.GetFiles("*", SearchOption.AllDirectories));
}
