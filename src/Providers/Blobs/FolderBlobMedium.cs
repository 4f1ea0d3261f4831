using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Blobs;

/// <summary>Contents as files in a folder, spread over 256 subfolders. A file gets its name once it is complete.</summary>
internal sealed class FolderBlobMedium(IOptions<BlobOptions> options) : IBlobMedium
{
    private const string Unfinished = ".part";

    private readonly string _folder = options.Value.Folder;

    public async Task WriteAsync(Guid id, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(
            path + Unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0 });
        await using var closing = file.ConfigureAwait(false);
        await content.CopyToAsync(file, BlobLayout.SealedChunkSize, cancellationToken).ConfigureAwait(false);
        File.Move(path + Unfinished, path, overwrite: true);
        // After it got its name: a flush before would leave the name to the next write of the folder, which a power failure can prevent.
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    public Task<Stream> OpenAsync(Guid id, long offset, long length, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(PathOf(id), new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 0, Share = FileShare.Read | FileShare.Delete })
            {
                Position = offset
            };
            return Task.FromResult<Stream>(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobContentException($"The blob {id:N} is missing in the folder.", missing);
        }
    }

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path + Unfinished);
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    // The end of an id of version 7 is random, its beginning is the time.
    private string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(_folder, name[^2..], name);
    }
}
