namespace EmailAgent.Mail.Mime;

/// <summary>Reads streams into memory, with as few copies as they allow.</summary>
internal static class StreamBytes
{
    private const int FirstRead = 16 * 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var visible))
        {
            var start = (int)Math.Min(memory.Position, visible.Count);
            var length = Math.Min(visible.Count - start, limit);
            memory.Position = start + length;
            return visible.AsMemory(start, length);
        }

        var expected = stream.CanSeek ? Math.Clamp(stream.Length - stream.Position, 0, limit) : FirstRead;
        var buffer = new byte[Math.Max((int)expected, 1)];
        var count = 0;
        while (count < limit)
        {
            if (count == buffer.Length && !await GrowAsync().ConfigureAwait(false))
                break;
            var read = await stream.ReadAsync(buffer.AsMemory(count, Math.Min(buffer.Length, limit) - count), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            count += read;
        }

        return buffer.AsMemory(0, count);

        // A stream of known length is full now, and most often at its end: one byte tells, without room for more.
        async Task<bool> GrowAsync()
        {
            var probe = new byte[1];
            if (await stream.ReadAsync(probe, cancellationToken).ConfigureAwait(false) == 0)
                return false;
            Array.Resize(ref buffer, (int)Math.Min(Math.Max((long)buffer.Length * 2, FirstRead), Array.MaxLength));
            buffer[count++] = probe[0];
            return true;
        }
    }
}
