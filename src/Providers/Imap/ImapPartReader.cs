using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers.Imap;

/// <summary>Reads single parts of messages, by section from the server: an attachment costs its own size, not that of its message.</summary>
internal sealed class ImapPartReader(ImapClient client, ImapFolders folders, ImapSyncOptions options)
{
    private const string OnlyPart = "1";

    /// <param name="location">Where the message is.</param>
    /// <param name="section">The part's number, such as <c>1.2</c>.</param>
    /// <returns>Null when the message is gone.</returns>
    public async Task<RemotePart?> ReadAsync(RemoteLocation location, string section, CancellationToken cancellationToken)
    {
        var place = (PlacedLocation)location;
        if (folders.Find(place.FolderRef) is not { } folder)
        {
            return null;
        }

        var selection = await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
        if ((selection?.UidValidity ?? folder.Cursor?.UidValidity) != ImapCursor.Parse(place.Cursor)?.UidValidity)
        {
            return null;
        }

        var uid = UidSet.Of((uint)place.Uid);
        using var part = new MemoryStream();
        var header = await HasOnlyPartAsync(uid, section, cancellationToken).ConfigureAwait(false) ? ImapBodySection.Header : ImapBodySection.MimeHeader(section);
        if (!await AppendAsync(uid, header, part, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        EndHeader(part);
        return await AppendAsync(uid, ImapBodySection.Part(section), part, cancellationToken).ConfigureAwait(false)
            ? new RemotePart(part.GetBuffer().AsMemory(0, (int)part.Length), IsWholeMessage: false)
            : null;
    }

    // A message that is no multipart has a part 1 without a MIME header of its own.
    private async Task<bool> HasOnlyPartAsync(UidSet uid, string section, CancellationToken cancellationToken)
    {
        if (section != OnlyPart)
        {
            return false;
        }

        using var header = new MemoryStream();
        return await AppendAsync(uid, ImapBodySection.Header, header, cancellationToken).ConfigureAwait(false)
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
    private async Task<bool> AppendAsync(UidSet uid, ImapBodySection section, MemoryStream target, CancellationToken cancellationToken)
    {
        ulong offset = 0;
        while (true)
        {
            if (target.Length > options.LargestRawBytes)
            {
                throw new ProviderException(ProviderFailure.Refused, "The attachment is larger than what is read.");
            }

            var length = await AppendSliceAsync(uid, section.Slice(offset, (uint)options.WholeMessageBytes), target, cancellationToken).ConfigureAwait(false);
            if (length is not { } read)
            {
                return false;
            }

            if (read < options.WholeMessageBytes)
            {
                return true;
            }

            offset += (ulong)read;
        }
    }

    private async Task<long?> AppendSliceAsync(UidSet uid, ImapBodySection slice, MemoryStream target, CancellationToken cancellationToken)
    {
        long? length = null;
        await foreach (var fetch in client.UidFetchAsync(uid, new ImapFetchQuery { Sections = [slice] }, cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                if (uid.Contains(fetch.Uid) && fetch.Find(slice) is { IsMissing: false } body)
                {
                    ImapErrors.RequireAtMost(options.WholeMessageBytes, body.Length);
                    target.Write(body.Data.Span);
                    length = body.Length;
                }
            }
        }

        return length;
    }
}
