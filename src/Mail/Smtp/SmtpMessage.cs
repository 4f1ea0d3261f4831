using System.Buffers;
using System.Runtime.CompilerServices;
using EmailAgent.Mail.Smtp.Wire;

namespace EmailAgent.Mail.Smtp;

/// <summary>
/// The bytes of a message (RFC 5322), read while they are sent and never held in memory as a whole. What is in memory, and a
/// stream that can seek, is read once before to learn its size and what it demands of the server, and may be sent again; a
/// stream that cannot seek is sent once, without a size, and never as SMTPUTF8 for the sake of its header.
/// </summary>
public sealed class SmtpMessage
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly Stream? _stream;
    private readonly long _start;

    /// <summary>A message in memory.</summary>
    public SmtpMessage(ReadOnlyMemory<byte> bytes)
        : this(new ReadOnlySequence<byte>(bytes))
    {
    }

    /// <summary>A message in memory.</summary>
    public SmtpMessage(ReadOnlySequence<byte> bytes) => _bytes = bytes;

    /// <summary>A message from the position where the stream is now, up to its end. The stream stays open.</summary>
    public SmtpMessage(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _start = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>What to do with CR and LF that stand alone. Default: <see cref="SmtpLineEnds.Normalize"/>.</summary>
    public SmtpLineEnds LineEnds { get; init; }

    /// <summary>Sends the bytes exactly as they are, which needs BINARYMIME (RFC 3030). Default: false.</summary>
    public bool IsBinary { get; init; }

    private bool IsReadable => _stream is null or { CanSeek: true };

    /// <summary>Learns what can be learned without sending.</summary>
    /// <exception cref="InvalidDataException">A CR or LF stands alone and may not be normalized.</exception>
    internal async Task<MessageTraits> ScanAsync(int block, CancellationToken cancellationToken)
    {
        if (!IsReadable)
        {
            return default;
        }

        var scan = new MessageScan();
        await foreach (var piece in EncodeAsync(stuff: false, block, cancellationToken).ConfigureAwait(false))
        {
            scan.Read(piece.Span);
        }

        return scan.Traits;
    }

    /// <summary>The message in the form of the wire, without its end mark. Each piece is valid until the next one.</summary>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        bool stuff, int block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var encoder = IsBinary ? null : new LineEncoder(stuff, LineEnds);
        var output = new ArrayBufferWriter<byte>(block);
        await foreach (var piece in ReadAsync(block, cancellationToken).ConfigureAwait(false))
        {
            if (encoder is null)
            {
                yield return piece;
                continue;
            }

            encoder.Encode(piece.Span, output);
            yield return output.WrittenMemory;
            output.ResetWrittenCount();
        }

        encoder?.Finish(output);
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
