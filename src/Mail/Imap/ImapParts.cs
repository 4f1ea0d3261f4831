using EmailAgent.Mail.Imap.Session;

namespace EmailAgent.Mail.Imap;

/// <summary>Parts of messages in the selected mailbox, without the rest of the message. Reached by <see cref="ImapClient.Parts"/>.</summary>
public sealed class ImapParts
{
    private readonly ImapSession _session;

    internal ImapParts(ImapSession session) => _session = session;

    /// <summary>
    /// The texts of messages: their structures first, then the text parts alone, several messages under way at once.
    /// Messages whose structure the server cannot tell are left out; fetch those whole.
    /// </summary>
    /// <param name="uids">The messages.</param>
    /// <param name="maximum">Most bytes of one part, before decoding.</param>
    /// <param name="cancellationToken">As for <see cref="ImapClient.UidFetchAsync"/>.</param>
    public IAsyncEnumerable<ImapMessageTexts> TextsAsync(UidSet uids, uint maximum = 1 << 20, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentOutOfRangeException.ThrowIfZero(maximum);
        return TextPartReader.RunAsync(_session, uids, maximum, cancellationToken);
    }

    /// <summary>
    /// Writes a part to a stream, in pieces of <see cref="ImapLimits.Piece"/> bytes, from where an earlier call stopped. Other
    /// commands may run between the pieces. Decoded by the server where it has BINARY and knows the encoding.
    /// </summary>
    /// <param name="download">What to download; takes note of each piece once it is written.</param>
    /// <param name="destination">Where to; not disposed.</param>
    /// <param name="cancellationToken">Ends the download, which may be continued.</param>
    /// <exception cref="ImapException">The connection broke or the server refused; the download may be continued.</exception>
    /// <exception cref="InvalidOperationException">Another mailbox was selected meanwhile.</exception>
    public Task<ImapDownloadResult> DownloadAsync(ImapDownload download, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(download);
        ArgumentNullException.ThrowIfNull(destination);
        return Downloader.RunAsync(_session, download, destination, cancellationToken);
    }
}
