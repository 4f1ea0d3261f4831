using EmailAgent.Grains.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Stores.Tests.Blobs;

/// <summary>The storage of blobs on a database and a folder of its own, under a clock of its own.</summary>
internal sealed class BlobWorld : IAsyncDisposable
{
    public const int Quota = 1_000_000;

    private readonly StoreFixture _storage;
    private readonly StoreFixture _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blobs");

    public BlobWorld(StoreFixture storage)
    {
        _storage = storage;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Blobs:Folder"] = _folder.FullName, ["Blobs:BytesPerUser"] = $"{Quota}" })
            .Build();
        _services = storage.Restart(services => services.AddBlobContents(configuration).AddSingleton<TimeProvider>(Clock));
    }

    public ManualTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public BlobStorage Blobs => _services.Get<BlobStorage>();

    public FileInfo[] Files => _folder.GetFiles("*", SearchOption.AllDirectories);

    public async Task<BlobRow> PutAsync(Guid userId, byte[] content)
    {
        var outcome = await Blobs.PutAsync(userId, new NewBlob("a.txt", "text/plain", Quota, content.Length), new MemoryStream(content), default);
        return outcome.Value ?? throw new InvalidOperationException(outcome.Problem!.Detail);
    }

    public async Task<byte[]> ReadAsync(BlobRow blob, long offset = 0, long? length = null)
    {
        await using var opened = await Blobs.OpenAsync(blob, offset, length, default);
        using var read = new MemoryStream();
        await opened.CopyToAsync(read);
        return read.ToArray();
    }

    /// <summary>Refers to blobs in a transaction, as a feature does.</summary>
    public async Task<bool> HoldAsync(Guid userId, string holder, params Guid[] ids)
    {
        await using var connection = await _storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var held = await BlobReferences.AddAsync(connection, userId, holder, ids, default);
        await transaction.CommitAsync();
        return held;
    }

    public async Task ReleaseAsync(Guid userId, string holder)
    {
        await using var connection = await _storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await BlobReferences.ReleaseAsync(connection, userId, holder, Clock.GetUtcNow(), default);
        await transaction.CommitAsync();
    }

    /// <summary>Returns the counted bytes of a user, after checking that they are the sum of the sizes.</summary>
    public async Task<long> UsageAsync(Guid userId)
    {
        var sum = await _storage.ScalarAsync<long>("SELECT coalesce(sum(size), 0)::bigint FROM blobs WHERE user_id = $1", userId);
        Assert.Equal(sum, await _storage.ScalarAsync<long>("SELECT coalesce(sum(bytes), 0)::bigint FROM blob_usage WHERE user_id = $1", userId));
        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
