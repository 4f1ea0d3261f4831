using System.Buffers;

namespace EmailAgent.Providers.Http;

/// <summary>The answer to one call.</summary>
internal readonly record struct CallReply(CallOutcome Outcome, ReadOnlyMemory<byte> Body = default)
{
    private const int ReadBytes = 1 << 14;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="AnswerTooLargeException">There is more than <paramref name="largest"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream body, ArrayBufferWriter<byte> buffer, int largest, CancellationToken cancellationToken)
    {
        buffer.ResetWrittenCount();
        while (await body.ReadAsync(buffer.GetMemory(ReadBytes), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > largest)
            {
                throw new AnswerTooLargeException();
            }
        }

        return buffer.WrittenMemory;
    }
}
