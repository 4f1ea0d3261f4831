using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers.Imap;

/// <summary>Reads messages and single parts of them, by section from the server: an attachment costs its own size, not that of its message.</summary>
/// <param name="find">Selects the folder of a message; null when the message is gone.</param>
internal sealed class ImapPartReader(ImapClient client, ImapSyncOptions options, Func<RemoteLocation, CancellationToken, Task<UidSet?>> find)
{
    private const string OnlyPart = "1";

    /// <param name="section">The part's number, such as <c>1.2</c>.</param>
    /// <returns>The header with the empty line that ends it; null when the message is gone.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken)
    {
        if (await find(location, cancellationToken).ConfigureAwait(false) is not { } uid)
        {
            return null;
        }

        using var header = new MemoryStream();
        return await AppendHeaderAsync(uid, section, header, cancellationToken).ConfigureAwait(false) ? header.ToArray() : null;
    }

    /// <summary>Reads a stretch of the body of a part, still encoded, by one command.</summary>
    /// <returns>Null when the message is gone.</returns>
    public Task<RawStretch?> ReadStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken) =>
        ReadStretchAsync(location, ImapBodySection.Part(section), offset, length, cancellationToken);

    /// <summary>Reads a stretch of a whole message by one command.</summary>
    /// <returns>Null when the message is gone.</returns>
    public Task<RawStretch?> ReadMessageStretchAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken) =>
        offset < options.LargestRawBytes
            ? ReadStretchAsync(location, ImapBodySection.Whole, offset, length, cancellationToken)
            : throw new ProviderException(ProviderFailure.TooLarge, "The message is larger than what is read.");

    /// <summary>Reads header and body of a part.</summary>
    /// <param name="section">The part's number.</param>
    /// <param name="caller">Stops the read between two commands, so that the connection stays usable.</param>
    /// <param name="cancellationToken">Stops the read at once, and ends the connection.</param>
    /// <returns>Null when the message is gone.</returns>
    public async Task<RemotePart?> ReadWholeAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken)
    {
        if (await find(location, cancellationToken).ConfigureAwait(false) is not { } uid)
        {
            return null;
        }

        using var part = new MemoryStream();
        return await AppendHeaderAsync(uid, section, part, cancellationToken).ConfigureAwait(false)
            && await AppendAsync(uid, ImapBodySection.Part(section), part, caller, cancellationToken).ConfigureAwait(false)
            ? new RemotePart(part.GetBuffer().AsMemory(0, (int)part.Length), IsWholeMessage: false)
            : null;
    }

    private async Task<RawStretch?> ReadStretchAsync(RemoteLocation location, ImapBodySection section, long offset, int length, CancellationToken cancellationToken)
    {
        if (await find(location, cancellationToken).ConfigureAwait(false) is not { } uid)
        {
            return null;
        }

        // One literal is limited in size, and neither a part nor a message is.
        var wanted = Math.Min(length, options.WholeMessageBytes);
        using var body = new MemoryStream();
        return await AppendSliceAsync(uid, section.Slice((ulong)offset, (uint)wanted), wanted, body, cancellationToken).ConfigureAwait(false) is { } read
            ? new RawStretch(body.GetBuffer().AsMemory(0, (int)read), IsLast: read < wanted)
            : null;
    }

    private async Task<bool> AppendHeaderAsync(UidSet uid, string section, MemoryStream target, CancellationToken cancellationToken)
    {
        var header = await HasOnlyPartAsync(uid, section, cancellationToken).ConfigureAwait(false) ? ImapBodySection.Header : ImapBodySection.MimeHeader(section);
        if (!await AppendAsync(uid, header, target, CancellationToken.None, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        EndHeader(target);
        return true;
    }

    // A message that is no multipart has a part 1 without a MIME header of its own.
    private async Task<bool> HasOnlyPartAsync(UidSet uid, string section, CancellationToken cancellationToken)
    {
        if (section != OnlyPart)
        {
            return false;
        }

        using var header = new MemoryStream();
        return await AppendAsync(uid, ImapBodySection.Header, header, CancellationToken.None, cancellationToken).ConfigureAwait(false)
            && MimeParser.Parse(header.ToArray()).Root.ContentType.Type != "multipart";
    }

    /// <summary>Servers end a MIME header with an empty line, or leave that out.</summary>
    private static void EndHeader(MemoryStream part)
    {
        if (!part.GetBuffer().AsSpan(0, (int)part.Length).EndsWith("\r\n\r\n"u8))
        {
            part.Write("\r\n"u8);
        }
    }

    /// <summary>Appends a section, in slices, because one literal is limited in size and a part is not.</summary>
    /// <returns>False when the message is gone.</returns>
    private async Task<bool> AppendAsync(UidSet uid, ImapBodySection section, MemoryStream target, CancellationToken caller, CancellationToken cancellationToken)
    {
        ulong offset = 0;
        while (true)
        {
            caller.ThrowIfCancellationRequested();
            if (target.Length > options.LargestRawBytes)
            {
                throw new ProviderException(ProviderFailure.TooLarge, "The attachment is larger than what is read.");
            }

            var wanted = options.WholeMessageBytes;
            if (await AppendSliceAsync(uid, section.Slice(offset, (uint)wanted), wanted, target, cancellationToken).ConfigureAwait(false) is not { } read)
            {
                return false;
            }

            if (read < wanted)
            {
                return true;
            }

            offset += (ulong)read;
        }
    }

    private async Task<long?> AppendSliceAsync(UidSet uid, ImapBodySection slice, int wanted, MemoryStream target, CancellationToken cancellationToken)
    {
        long? length = null;
        await foreach (var fetch in client.UidFetchAsync(uid, new ImapFetchQuery { Sections = [slice] }, cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                // A server that sends the slice twice would have it taken twice.
                if (length is null && uid.Contains(fetch.Uid) && fetch.Find(slice) is { IsMissing: false } body)
                {
                    ImapErrors.RequireAtMost(wanted, body.Length);
                    target.Write(body.Data.Span);
                    length = body.Length;
                }
            }
        }

        return length;
    }
}
