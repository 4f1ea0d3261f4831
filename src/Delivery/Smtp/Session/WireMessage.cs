using System.Buffers;
using MimeKit;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>A message for MailKit that is written byte for byte as it is stored: only its header is parsed, its body is copied from the source while it is sent.</summary>
internal sealed class WireMessage : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _pieces;

    private WireMessage(IAsyncEnumerator<ReadOnlyMemory<byte>> pieces, HeaderList header, ReadOnlyMemory<byte> rest, MessageNeeds needs)
    {
        _pieces = pieces;
        Size = needs.Size;
        HasEightBitHeader = needs.EightBitHeader;
        Content = new MimeMessage((IEnumerable<Header>)header) { Body = new WireBody(pieces, rest, needs) };
    }

    public MimeMessage Content { get; }

    /// <summary>Gets the size in bytes; null if only sending determines it.</summary>
    public long? Size { get; }

    public bool HasEightBitHeader { get; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The header cannot be sent as it is.</exception>
    public static async Task<WireMessage> OpenAsync(SmtpMessage message, MessageNeeds needs, SmtpLimits limits, CancellationToken cancellationToken)
    {
        var pieces = message.EncodeAsync(limits.Block, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            var read = new ArrayBufferWriter<byte>(limits.Block);
            var end = -1;
            while (end < 0 && await pieces.MoveNextAsync().ConfigureAwait(false))
            {
                // The end can be in two pieces.
                var from = Math.Max(0, read.WrittenCount - 3);
                read.Write(pieces.Current.Span);
                end = HeaderEnd(read.WrittenSpan, from);
                if (end < 0 && read.WrittenCount > limits.Header)
                {
                    throw new InvalidDataException("The header of the message is too long.");
                }
            }

            end = end < 0 ? read.WrittenCount : end;
            return new WireMessage(pieces, Header(read.WrittenMemory[..end], needs), read.WrittenMemory[end..], needs);
        }
        catch
        {
            await pieces.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Content.Dispose();
        return _pieces.DisposeAsync();
    }

    /// <summary>Returns the place behind the empty line; -1 if it has not come yet.</summary>
    private static int HeaderEnd(ReadOnlySpan<byte> bytes, int from)
        => bytes.StartsWith("\r\n"u8) ? 2
        : bytes[from..].IndexOf("\r\n\r\n"u8) is >= 0 and var found ? from + found + 4
        : -1;

    private static HeaderList Header(ReadOnlyMemory<byte> bytes, MessageNeeds needs)
    {
        needs.Check(bytes.Span);
        var text = bytes.Span.EndsWith("\r\n\r\n"u8) || bytes.Length == 2 ? bytes[..^2] : bytes;
        if (text.IsEmpty)
        {
            return [];
        }

        try
        {
            var header = HeaderList.Load(new MemoryStream(bytes.ToArray()));
            return header.Sum(field => field.RawField.Length + field.RawValue.Length + 1) == text.Length
                ? header
                : throw new InvalidDataException("The header of the message has a line that is no field.");
        }
        catch (FormatException e)
        {
            throw new InvalidDataException("The message has no header.", e);
        }
    }

    /// <summary>A body without a header of its own. It is a multipart only so that MailKit finds a part with bytes over 127 in it, and requests 8BITMIME.</summary>
    private sealed class WireBody : Multipart
    {
        private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _pieces;
        private readonly ReadOnlyMemory<byte> _first;
        private readonly MessageNeeds _needs;

        public WireBody(IAsyncEnumerator<ReadOnlyMemory<byte>> pieces, ReadOnlyMemory<byte> first, MessageNeeds needs)
        {
            (_pieces, _first, _needs) = (pieces, first, needs);
            Headers.Clear();
            if (needs.EightBit)
            {
                Add(new MimePart("text", "plain") { ContentTransferEncoding = ContentEncoding.EightBit });
            }
        }

        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
            // Nothing is encoded anew.
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
            => throw new NotSupportedException("A stored message is sent asynchronously.");

        public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            await WriteAsync(_first).ConfigureAwait(false);
            while (await _pieces.MoveNextAsync().ConfigureAwait(false))
            {
                await WriteAsync(_pieces.Current).ConfigureAwait(false);
            }

            Task WriteAsync(ReadOnlyMemory<byte> piece)
            {
                _needs.Check(piece.Span);
                return stream.WriteAsync(piece, cancellationToken).AsTask();
            }
        }
    }
}
