namespace EmailAgent.Mail.Imap.Session;

/// <summary>Downloads a part piece by piece.</summary>
internal static class Downloader
{
    public static async Task<ImapDownloadResult> RunAsync(
        ImapSession session, ImapDownload download, Stream destination, CancellationToken cancellationToken)
    {
        var selection = session.State.Selection;
        if (session.State.UidValidity != download.UidValidity)
        {
            return ImapDownloadResult.Gone;
        }

        if (download.Received == 0)
        {
            download.IsDecoded = session.Capabilities.Binary && download.Part.Encoding is "base64" or "quoted-printable" && char.IsAsciiDigit(download.Part.Section[^1]);
        }

        while (!download.IsComplete)
        {
            try
            {
                if (await PieceAsync(session, download, destination, selection, cancellationToken).ConfigureAwait(false) is { } end)
                {
                    return end;
                }
            }
            catch (ImapCommandException refusal) when (refusal.Code == "UNKNOWN-CTE" && download is { IsDecoded: true, Received: 0 })
            {
                download.IsDecoded = false;
            }
        }

        return ImapDownloadResult.Complete;
    }

    /// <returns>What ends the download before its time, null if it goes well.</returns>
    private static async Task<ImapDownloadResult?> PieceAsync(
        ImapSession session, ImapDownload download, Stream destination, int selection, CancellationToken cancellationToken)
    {
        var count = session.Options.Limits.Piece;
        var whole = download.IsDecoded ? ImapBodySection.Binary(download.Part.Section) : ImapBodySection.Of(download.Part);
        var section = whole.Slice((ulong)download.Received, count);
        var query = new ImapFetchQuery { Size = true, Sections = [section] };
        using var fetch = await OneAsync(session, download.Uid, query, selection, cancellationToken).ConfigureAwait(false);
        if (fetch?.Find(section) is not { IsMissing: false } data)
        {
            return ImapDownloadResult.Gone;
        }

        if ((download.MessageSize ??= fetch.Size) != fetch.Size)
        {
            return ImapDownloadResult.Changed;
        }

        if (data.Length > count)
        {
            throw session.Connection.Fail(new ImapProtocolException("A piece is longer than what was asked for."));
        }

        await destination.WriteAsync(data.Data, cancellationToken).ConfigureAwait(false);
        download.Received += data.Length;

        // Sizes that servers state are not always right; a piece that ends early is the last.
        download.IsComplete = data.Length < count;
        return null;
    }

    private static async Task<ImapFetch?> OneAsync(
        ImapSession session, uint uid, ImapFetchQuery query, int selection, CancellationToken cancellationToken)
    {
        var command = new Commands.FetchCommand(UidSet.Of(uid), query, session.Capabilities, 1);
        ImapFetch? found = null;
        await foreach (var fetch in FetchStream.RunAsync(session, [command], 1, null, selection, cancellationToken).ConfigureAwait(false))
        {
            found?.Dispose();
            found = fetch;
        }

        return found;
    }
}
