using System.Security.Cryptography;

namespace EmailAgent.Providers.Blobs;

/// <summary>A stream that counts and hashes what is read from it. The source stays open.</summary>
/// <param name="source">Read once, to its end.</param>
/// <param name="admit">Called with the number of bytes so far before they are passed on; ends the reading by an exception.</param>
public sealed class MeasuredStream(Stream source, Func<long, CancellationToken, ValueTask> admit) : PulledStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0)
            return 0;

        BytesRead += read;
        await admit(BytesRead, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    /// <summary>Returns the SHA-256 of everything read so far.</summary>
    public byte[] ComputeHash() => _hash.GetCurrentHash();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
