using EmailAgent.Grains;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Uploads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Stores.Tests.Uploads;

/// <summary>Uploads on a database, a folder and a scanner of its own, under a clock of its own.</summary>
internal sealed class UploadWorld : IAsyncDisposable
{
    public const int Quota = 1_000_000;

    private readonly StoreFixture _storage;
    private readonly StoreFixture _services;
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    public UploadWorld(StoreFixture storage, ScriptedClamd? clamd = null)
        : this(storage, clamd, Directory.CreateTempSubdirectory("uploads")) => _ownsFolder = true;

    private UploadWorld(StoreFixture storage, ScriptedClamd? clamd, DirectoryInfo folder)
    {
        (_storage, _folder) = (storage, folder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Blobs:Folder"] = _folder.FullName,
            ["Blobs:BytesPerUser"] = $"{Quota}",
            ["Scanning:Enabled"] = clamd is null ? "false" : "true",
            ["Scanning:Address"] = clamd?.Address ?? "127.0.0.1:1",
        }).Build();
        _services = storage.Restart(services => services.AddBlobContents(configuration).AddContentScanner(configuration).AddSingleton<TimeProvider>(Clock));
    }

    // In milliseconds, which the database keeps.
    public ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

    public UploadFiles Files => _services.Get<UploadFiles>();

    public UploadStore Store => _services.Get<UploadStore>();

    public UploadScans Scans => _services.Get<UploadScans>();

    public AttachmentLinks Links => _services.Get<AttachmentLinks>();

    public BlobStorage Blobs => _services.Get<BlobStorage>();

    public int Contents => _folder.GetFiles("*", SearchOption.AllDirectories).Length;

    /// <summary>The same uploads after a restart with a scanner. Dispose it before this one.</summary>
    public UploadWorld WithScanner(ScriptedClamd clamd) => new(_storage, clamd, _folder);

    /// <summary>Stores a content and makes it an upload.</summary>
    public async Task<Outcome<UploadRow>> AddAsync(Guid userId, byte[] content, Guid? sourceId = null)
    {
        var stored = await Files.StoreAsync(userId, new NewUpload("a.txt", "text/plain"), Quota, new MemoryStream(content), default);
        var blob = stored.Value ?? throw new InvalidOperationException(stored.Problem!.Detail);
        return sourceId is { } source ? await Files.AddCopyAsync(blob, source, default) : await Files.AddAsync(blob, Guid.CreateVersion7(), contentId: null, default);
    }

    /// <summary>Refers to uploads in a transaction, as a feature does.</summary>
    public Task<bool> HoldAsync(Guid userId, string holder, params Guid[] ids) => HoldAsync(AttachmentScope.Of(userId), holder, ids);

    public async Task<bool> HoldAsync(AttachmentScope scope, string holder, params Guid[] ids)
    {
        await using var connection = await _storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var held = await UploadStore.HoldAsync(connection, scope, holder, ids, default);
        await transaction.CommitAsync();
        return held;
    }

    public async Task<bool> HoldOnlyAsync(AttachmentScope scope, string holder, params Guid[] ids)
    {
        await using var connection = await _storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var held = await UploadStore.HoldOnlyAsync(connection, scope, holder, ids, Clock.GetUtcNow() + TimeSpan.FromDays(1), default);
        await transaction.CommitAsync();
        return held;
    }

    public async Task ReleaseAsync(Guid userId, string holder)
    {
        await using var connection = await _storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await BlobReferences.ReleaseAsync(connection, userId, holder, Clock.GetUtcNow() + TimeSpan.FromDays(1), default);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsFolder)
            _folder.Delete(recursive: true);
    }
}
