using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Scanning;

/// <summary>
/// The scanner of contents: clamd, by its command INSTREAM. Contents are streamed to it and unpacked by it only, within its own limits. A content that
/// was not scanned completely never counts as clean.
/// </summary>
public sealed class ContentScanner(IOptions<ScanOptions> options, TimeProvider time) : IDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private const int HeaderBytes = sizeof(uint);

    private static readonly byte[] Ping = "zPING\0"u8.ToArray();
    private static readonly byte[] InStream = "zINSTREAM\0"u8.ToArray();
    private static readonly byte[] End = new byte[HeaderBytes];

    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);

    private EndPoint Address => ScannerAddress.Parse(options.Value.Address) ?? throw new ScannerException("The address of the scanner is invalid.");

    /// <summary>Verifies that the scanner answers.</summary>
    /// <exception cref="ScannerException">It does not.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => WithinLimitAsync<object?>(
        async stop =>
        {
            using var connection = await ClamdConnection.OpenAsync(Address, stop).ConfigureAwait(false);
            await connection.SendAsync(Ping, stop).ConfigureAwait(false);
            var reply = await connection.ReceiveAsync(stop).ConfigureAwait(false);
            if (reply != ClamdReply.Pong)
                throw new ScannerException($"The scanner replied: {reply}");
            return null;
        },
        cancellationToken);

    /// <summary>Scans a content. Waits while as many scans as allowed are in progress.</summary>
    /// <param name="content">Read once, to its end; stays open.</param>
    /// <param name="cancellationToken">Covers waiting and scan.</param>
    /// <exception cref="ScannerException">It was not scanned.</exception>
    public async Task<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await WithinLimitAsync(stop => SendAsync(content, stop), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<ScanResult> SendAsync(Stream content, CancellationToken cancellationToken)
    {
        using var connection = await ClamdConnection.OpenAsync(Address, cancellationToken).ConfigureAwait(false);
        await connection.SendAsync(InStream, cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(HeaderBytes + ChunkBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(HeaderBytes, ChunkBytes), cancellationToken).ConfigureAwait(false)) > 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
                await connection.SendAsync(buffer.AsMemory(0, HeaderBytes + read), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await connection.SendAsync(End, cancellationToken).ConfigureAwait(false);
        return ClamdReply.Read(await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<T> WithinLimitAsync<T>(Func<CancellationToken, Task<T>> talk, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await talk(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ScannerException("The scanner did not answer in time.", late);
        }
    }
}
