using EmailAgent.Providers.Blobs;

namespace EmailAgent.Providers.Tests.Blobs;

/// <summary>The contract of media, for each of them.</summary>
public abstract class BlobMediumTests
{
    private readonly int _seed = Random.Shared.Next();
    private readonly Guid _id = Guid.CreateVersion7();

    private protected abstract IBlobMedium Medium { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_001)]
    public async Task Content_Written_IsReadFromAnyOffset(int size)
    {
        var content = await WriteAsync(size);

        foreach (var offset in new[] { 0, size / 2, size - 1 }.Where(offset => offset >= 0 && offset < size))
        {
            await using var opened = await Medium.OpenAsync(_id, offset, size - offset, default);
            var read = new byte[size - offset];
            await opened.ReadExactlyAsync(read);
            Assert.Equal(content[offset..], read);
        }
    }

    [Fact]
    public async Task Content_Deleted_IsMissing_AndCanBeDeletedAgain()
    {
        await WriteAsync(10);

        await Medium.DeleteAsync(_id, default);
        await Medium.DeleteAsync(_id, default);

        await Assert.ThrowsAsync<BlobContentException>(() => Medium.OpenAsync(_id, 0, 10, default));
    }

    [Fact]
    public async Task Content_ThatFails_IsNotStored()
    {
        await using var failing = new MeasuredStream(new MemoryStream(new byte[1000]), (_, _) => throw new InvalidOperationException("cut"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Medium.WriteAsync(_id, failing, default));

        await Assert.ThrowsAsync<BlobContentException>(() => Medium.OpenAsync(_id, 0, 10, default));
        await Medium.DeleteAsync(_id, default);
        AssertEmpty();
    }

    /// <summary>Fails unless the medium contains nothing.</summary>
    private protected abstract void AssertEmpty();

    private protected async Task<byte[]> WriteAsync(int size)
    {
        var random = new Random(_seed);
        var content = new byte[size];
        random.NextBytes(content);
        await using var source = new DribblingStream(content, random);
        await Medium.WriteAsync(_id, source, default);
        return content;
    }
}
