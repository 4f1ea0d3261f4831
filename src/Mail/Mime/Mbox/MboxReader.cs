using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Splits mbox files (RFC 4155 and its relatives mboxo, mboxrd, mboxcl) into messages, reading the stream as they are asked for.
/// </summary>
public static class MboxReader
{
    /// <summary>
    /// The messages of a file, in order, each in memory of its own without its separator line and the empty line that ends it, quoting undone
    /// (<see cref="MboxQuoting"/>). A message begins at a line "From ... year" at the start or after an empty line; what comes before the first is
    /// left out. Any line ends, which stay as they are. Nothing is held but the message being read.
    /// </summary>
    /// <param name="stream">The file; read to its end, not closed.</param>
    /// <param name="quoting">How lines that begin with "From " were protected. Default: <see cref="MboxQuoting.Mboxrd"/>.</param>
    /// <param name="limits">Longest message: <see cref="MimeLimits.MaxMboxMessage"/>; what is beyond is cut off that message.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The stream failed.</exception>
    public static async IAsyncEnumerable<MboxMessage> ReadAsync(
        Stream stream,
        MboxQuoting quoting = MboxQuoting.Mboxrd,
        MimeLimits? limits = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var splitter = new MboxSplitter(quoting, limits ?? MimeLimits.Default);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    break;
                for (var rest = buffer.AsMemory(0, read); ;)
                {
                    var taken = splitter.Append(rest.Span, out var message);
                    if (message is not null)
                        yield return message;
                    rest = rest[taken..];
                    if (rest.IsEmpty)
                        break;
                }
            }

            if (splitter.End() is { } last)
                yield return last;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
