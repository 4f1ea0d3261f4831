using System.Security.Cryptography;
using EmailAgent.Providers.Blobs;

namespace EmailAgent.Providers.Tests.Blobs;

public sealed class MeasuredStreamTests
{
    [Fact]
    public async Task Content_ReadToItsEnd_IsCountedAndHashed()
    {
        var content = RandomNumberGenerator.GetBytes(200_001);
        var totals = new List<long>();
        await using var source = new DribblingStream(content, Random.Shared);
        await using var measured = new MeasuredStream(source, (total, _) =>
        {
            totals.Add(total);
            return ValueTask.CompletedTask;
        });

        await measured.CopyToAsync(Stream.Null);

        Assert.Equal(content.Length, measured.BytesRead);
        Assert.Equal(SHA256.HashData(content), measured.ComputeHash());
        Assert.Equal(content.Length, totals[^1]);
        Assert.Equal(totals.Order(), totals);
    }

    [Fact]
    public async Task Content_ThatIsNotAdmitted_EndsByTheException()
    {
        await using var measured = new MeasuredStream(new MemoryStream(new byte[10]), (_, _) => throw new InvalidOperationException("full"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => measured.CopyToAsync(Stream.Null));
    }
}
