using System.Buffers;
using System.Runtime.CompilerServices;
using EmailAgent.Delivery.Smtp.Wire;

namespace EmailAgent.Delivery.Smtp;

/// <summary>
/// The bytes of a message (RFC 5322), read while they are sent and never held in memory as a whole. Memory and seekable streams are
/// first read once for their size and their requirements, and can be sent again. A stream that cannot seek is sent once, without a
/// size, and never as SMTPUTF8 because of its header.
/// </summary>
public sealed class SmtpMessage
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly Stream? _stream;
    private readonly long _start;

    /// <summary>Creates a message from memory.</summary>
    public SmtpMessage(ReadOnlyMemory<byte> bytes)
        : this(new ReadOnlySequence<byte>(bytes))
    {
    }

    /// <summary>Creates a message from memory.</summary>
    public SmtpMessage(ReadOnlySequence<byte> bytes) => _bytes = bytes;

    /// <summary>Creates a message from a stream, from its present position to its end. The stream stays open.</summary>
    public SmtpMessage(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _start = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>Gets the treatment of CR and LF that stand alone. Default: <see cref="SmtpLineEnds.Normalize"/>.</summary>
    public SmtpLineEnds LineEnds { get; init; }

    private bool IsReadable => _stream is null or { CanSeek: true };

    /// <summary>Determines the size and the requirements, as far as the source can be read before it is sent.</summary>
    /// <exception cref="InvalidDataException">A CR or LF stands alone and must not be normalized.</exception>
    internal async Task<MessageTraits> ScanAsync(int block, CancellationToken cancellationToken)
    {
        if (!IsReadable)
        {
            return default;
        }

        var scan = new MessageScan();
        await foreach (var piece in EncodeAsync(block, cancellationToken).ConfigureAwait(false))
        {
            scan.Read(piece.Span);
        }

        return scan.Traits;
    }

    /// <summary>Encodes the message for the wire, without its end mark. Each piece is valid until the next one.</summary>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        int block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var encoder = new LineEncoder(LineEnds);
        var output = new ArrayBufferWriter<byte>(block);
        await foreach (var piece in ReadAsync(block, cancellationToken).ConfigureAwait(false))
        {
            encoder.Encode(piece.Span, output);
            yield return output.WrittenMemory;
            output.ResetWrittenCount();
        }

        encoder.Finish(output);
        if (output.WrittenCount > 0)
        {
            yield return output.WrittenMemory;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(int block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            foreach (var segment in _bytes)
            {
                for (var rest = segment; !rest.IsEmpty; rest = rest[Math.Min(block, rest.Length)..])
                {
                    yield return rest[..Math.Min(block, rest.Length)];
                }
            }

            yield break;
        }

        if (_stream.CanSeek)
        {
            _stream.Position = _start;
        }

        var buffer = new byte[block];
        while (await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            yield return buffer.AsMemory(0, count);
        }
    }
}
