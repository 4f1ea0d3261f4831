using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// One connection to an IMAP server (IMAP4rev1, RFC 3501, as far as IMAP4rev2 clarifies it, RFC 9051).
/// </summary>
/// <remarks>
/// <para>May be used by several callers at once. Commands are sent in the order they are given, side by side where their
/// answers cannot be confused (RFC 9051 section 5.5); the others wait. A fetch has the connection until its enumeration ends,
/// and a consumer that is slow slows the server: what is not asked for is not read. A command on messages that had to wait
/// while another mailbox was selected is not sent (<see cref="InvalidOperationException"/>).</para>
/// <para>Errors of the server and the network are <see cref="ImapException"/>: after <see cref="ImapCommandException"/> the
/// connection lives; after <see cref="ImapConnectionException"/> or <see cref="ImapProtocolException"/> it is dead, and
/// every later call fails at once with the first cause. Cancelling ends the wait, not the command, which cannot be taken
/// back: its answer is read and thrown away before the next command is answered. Only what streams ends the connection when
/// it is cancelled in the middle: a fetch into a sink, and a fetch with a long rest.</para>
/// <para>Values that go to the server must not contain CR, LF or NUL (<see cref="ArgumentException"/>).</para>
/// </remarks>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapSession _session;

    private ImapClient(ImapSession session)
    {
        _session = session;
        Mailboxes = new ImapMailboxes(session);
        Parts = new ImapParts(session);
        Notifications = new ImapNotifications(session);
    }

    /// <summary>What the server can do. Read again after login.</summary>
    public ImapCapabilities Capabilities => _session.Capabilities;

    /// <summary>True once logged in.</summary>
    public bool IsAuthenticated => _session.State.State != ImapState.NotAuthenticated;

    /// <summary>The selected mailbox, null if none is.</summary>
    public ImapMailbox? Selected => _session.State.Selected;

    /// <summary>False once the connection is dead.</summary>
    public bool IsConnected => !_session.Connection.IsDead;

    /// <summary>Connects: TLS is established, the greeting read and the capabilities known when this returns.</summary>
    /// <exception cref="ImapConnectionException">No connection; the stage says how far it came.</exception>
    /// <exception cref="ImapProtocolException">What answers is no IMAP server.</exception>
    public static async Task<ImapClient> ConnectAsync(
        ImapEndpoint endpoint, ImapClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var dialer = new ImapDialer(endpoint, options ?? new ImapClientOptions());
        return new ImapClient(await dialer.OpenAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Logs in with AUTHENTICATE PLAIN where offered, else with LOGIN. Does nothing if the server greeted with PREAUTH.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused; code AUTHENTICATIONFAILED usually means a wrong user or password.</exception>
    public Task LoginAsync(string user, string password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        return Authentication.LoginAsync(_session, user, password, cancellationToken);
    }

    /// <summary>
    /// Logs in by the strongest SASL mechanism that the credentials and the server have in common; a password goes by LOGIN
    /// where there is none. Does nothing if the server greeted with PREAUTH.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused, or nothing in common (code PRIVACYREQUIRED, nothing was sent).</exception>
    /// <exception cref="ImapProtocolException">The server broke the exchange or could not prove that it knows the password (SCRAM).</exception>
    public Task AuthenticateAsync(SaslCredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Authentication.AuthenticateAsync(_session, credentials, cancellationToken);
    }

    /// <summary>Logs in by a mechanism of the caller's choice, whether or not the server announces it.</summary>
    /// <inheritdoc cref="AuthenticateAsync(SaslCredentials, CancellationToken)" path="/exception"/>
    public Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        return Authentication.AuthenticateAsync(_session, mechanism, cancellationToken);
    }

    /// <summary>
    /// Compresses everything from now on (RFC 4978). Needs <see cref="ImapCapabilities.CompressDeflate"/> and a login. Costs
    /// about 50 KB of memory as long as the connection lives; what is sent is not made smaller, only what comes.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused, as when it is on already.</exception>
    public Task CompressAsync(CancellationToken cancellationToken = default)
        => Capabilities.CompressDeflate
            ? Compression.RunAsync(_session, cancellationToken)
            : throw new InvalidOperationException("The server has no COMPRESS=DEFLATE.");

    /// <summary>Exchanges identification (RFC 2971). Needs <see cref="ImapCapabilities.Id"/>.</summary>
    /// <param name="fields">What to say of this client, null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    /// <returns>What the server says of itself; names compare without case.</returns>
    public Task<IReadOnlyDictionary<string, string>> IdAsync(
        IReadOnlyDictionary<string, string>? fields = null, CancellationToken cancellationToken = default)
        => _session.RunAsync(new IdCommand(fields), cancellationToken);

    /// <summary>The extensions that the server has enabled on this connection; names compare without case.</summary>
    public IReadOnlySet<string> Enabled => _session.State.Enabled;

    /// <summary>Enables extensions (RFC 5161) such as CONDSTORE and QRESYNC. Those the server does not announce are not asked for.</summary>
    /// <returns>Everything enabled on this connection so far; names compare without case.</returns>
    public async Task<IReadOnlySet<string>> EnableAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var known = Capabilities.Enable ? names.Where(Capabilities.Has).ToArray() : [];
        if (known.Length > 0)
        {
            await _session.RunAsync(new EnableCommand(known), cancellationToken).ConfigureAwait(false);
        }

        return _session.State.Enabled;
    }

    /// <summary>The mailboxes of the account: create, delete, rename, subscribe, list with options, namespaces, quotas.</summary>
    public ImapMailboxes Mailboxes { get; }

    /// <summary>All mailboxes, in the server's order, with their roles where the server tells them.</summary>
    public Task<IReadOnlyList<ImapMailbox>> ListAsync(CancellationToken cancellationToken = default)
        => Mailboxes.ListAsync(new ImapListQuery(), cancellationToken);

    /// <summary>All mailboxes with their state, by one command where the server has LIST-STATUS, else with one STATUS each, pipelined.</summary>
    public Task<IReadOnlyList<ImapMailboxStatus>> ListStatusAsync(CancellationToken cancellationToken = default)
        => MailboxLister.ListStatusAsync(_session, cancellationToken);

    /// <summary>State of one mailbox; null if the server refuses to tell, as for one that does not exist.</summary>
    public Task<ImapStatus?> StatusAsync(ImapMailbox mailbox, CancellationToken cancellationToken = default)
        => Mailboxes.StatusAsync(mailbox, ImapStatusItems.None, cancellationToken);

    /// <summary>Selects a mailbox. Changes of the one selected before that were not taken are forgotten; if this fails, none is selected.</summary>
    /// <exception cref="ImapCommandException">Refused, as when there is no such mailbox; not every server gives the code NONEXISTENT for it.</exception>
    public Task<ImapSelection> SelectAsync(
        ImapMailbox mailbox, ImapSelectOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return Selection.RunAsync(_session, mailbox, options ?? new ImapSelectOptions(), cancellationToken);
    }

    /// <summary>
    /// Fetches messages of the selected mailbox as they arrive, in the server's order, which is usually ascending. UIDs that
    /// do not exist are left out. The caller disposes each result.
    /// </summary>
    /// <remarks>Leaving the enumeration early reads a short rest to its end, else closes the connection (<see cref="ImapLimits.Drain"/>).</remarks>
    public IAsyncEnumerable<ImapFetch> UidFetchAsync(UidSet uids, ImapFetchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(query);
        if (query.ChangedSince is not null && !Capabilities.Condstore)
        {
            throw new InvalidOperationException("The server has no CONDSTORE.");
        }

        if (query.Vanished && (query.ChangedSince is null || !_session.State.Enabled.Contains("QRESYNC")))
        {
            throw new InvalidOperationException("Vanished needs ChangedSince and QRESYNC enabled.");
        }

        return FetchStream.RunAsync(_session, uids, query, cancellationToken);
    }

    /// <summary>Parts of messages without the rest: the texts alone, attachments in pieces.</summary>
    public ImapParts Parts { get; }

    /// <summary>UIDs of the messages in the selected mailbox that match.</summary>
    /// <exception cref="InvalidOperationException">The server does not know a criterion.</exception>
    public async Task<UidSet> UidSearchAsync(ImapSearch criteria, CancellationToken cancellationToken = default)
        => (await UidSearchAsync(criteria, new ImapSearchOptions(), cancellationToken).ConfigureAwait(false)).Uids;

    /// <summary>Searches the selected mailbox and tells what is asked for, such as the number of matches alone.</summary>
    /// <exception cref="InvalidOperationException">The server does not know a criterion, or cannot remember results.</exception>
    public Task<ImapSearchResult> UidSearchAsync(ImapSearch criteria, ImapSearchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(options);
        return _session.RunAsync(new SearchCommand(criteria, options, Capabilities), cancellationToken);
    }

    /// <summary>Changes flags of messages in the selected mailbox.</summary>
    /// <param name="uids">The messages. Long sets are sent as several commands, which are not one transaction.</param>
    /// <param name="action">What to do with <paramref name="flags"/>.</param>
    /// <param name="flags">Flags and keywords.</param>
    /// <param name="unchangedSince">Leaves messages alone that changed after this mod-sequence (CONDSTORE); null changes all.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    public Task<ImapStoreResult> UidStoreAsync(
        UidSet uids,
        ImapStoreAction action,
        IReadOnlyCollection<string> flags,
        ulong? unchangedSince = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(flags);
        return StoreBatches.RunAsync(_session, uids, part => new StoreCommand(part, action, flags, unchangedSince, _session.Options.Limits), cancellationToken);
    }

    /// <summary>Changes Gmail's labels of messages in the selected mailbox. Needs <see cref="ImapCapabilities.Gmail"/>.</summary>
    /// <param name="uids">The messages. Long sets are sent as several commands, which are not one transaction.</param>
    /// <param name="action">What to do with <paramref name="labels"/>.</param>
    /// <param name="labels">Labels in Unicode; those of the system begin with a backslash, such as \Inbox.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    public Task UidStoreLabelsAsync(
        UidSet uids, ImapStoreAction action, IReadOnlyCollection<string> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(labels);
        return Capabilities.Gmail
            ? StoreBatches.RunAsync(_session, uids, part => new StoreCommand(part, action, labels, null, _session.Options.Limits, labels: true), cancellationToken)
            : throw new InvalidOperationException("The server has no X-GM-EXT-1.");
    }

    /// <summary>Copies messages of the selected mailbox to another one (RFC 9051 section 6.4.7). UIDs that do not exist are passed over.</summary>
    /// <param name="uids">The messages. Long sets are sent as several commands, which are not one transaction; each is all or nothing.</param>
    /// <param name="target">Where to; code TRYCREATE of the exception says that it does not exist.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    public Task<ImapCopyResult> UidCopyAsync(UidSet uids, ImapMailbox target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(target);
        return Transfer.CopyAsync(_session, uids, target, move: false, cancellationToken);
    }

    /// <summary>
    /// Moves messages of the selected mailbox to another one: by MOVE (RFC 6851), else by a copy that the server confirmed,
    /// \Deleted for exactly what was copied, and UID EXPUNGE of that. Never removes what others marked \Deleted: without
    /// UIDPLUS the marked messages remain, and the result names them. Parameters and errors as for <see cref="UidCopyAsync"/>.
    /// </summary>
    /// <remarks>If it fails in the middle, messages may be in both mailboxes, never in none.</remarks>
    public Task<ImapMoveResult> UidMoveAsync(UidSet uids, ImapMailbox target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(target);
        return Transfer.MoveAsync(_session, uids, target, cancellationToken);
    }

    /// <summary>
    /// Removes those of <paramref name="uids"/> for good that carry \Deleted (RFC 4315 section 2.1). Needs
    /// <see cref="ImapCapabilities.UidPlus"/>; there is no plain EXPUNGE here, as it takes in what others marked.
    /// </summary>
    public Task UidExpungeAsync(UidSet uids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        return Capabilities.UidPlus
            ? Transfer.ExpungeAsync(_session, uids, cancellationToken)
            : throw new InvalidOperationException("The server has no UIDPLUS.");
    }

    /// <summary>Adds a message to a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="flags">Flags and keywords it starts with.</param>
    /// <param name="internalDate">When it was received, null for now.</param>
    /// <param name="message">The message as of RFC 5322, with CRLF line ends.</param>
    /// <param name="cancellationToken">Ends the wait; the command may still take effect.</param>
    /// <returns>Where it went, null where the server has no UIDPLUS.</returns>
    public async Task<ImapAppendResult?> AppendAsync(
        ImapMailbox mailbox,
        IReadOnlyCollection<string> flags,
        DateTimeOffset? internalDate,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flags);
        var one = ImapNewMessage.Of(message) with { Flags = flags, InternalDate = internalDate };
        return (await AppendAsync(mailbox, [one], cancellationToken).ConfigureAwait(false))?[0];
    }

    /// <summary>Adds messages to a mailbox: all or none by one command where the server has MULTIAPPEND (RFC 3502), else one after the other.</summary>
    /// <param name="mailbox">The mailbox; code TRYCREATE of the exception says that it does not exist.</param>
    /// <param name="messages">The messages; those of streams are sent as they are read.</param>
    /// <param name="cancellationToken">Ends the wait, and in the middle of a stream the connection.</param>
    /// <returns>Where each went, null where the server has no UIDPLUS.</returns>
    public Task<IReadOnlyList<ImapAppendResult>?> AppendAsync(
        ImapMailbox mailbox, IReadOnlyList<ImapNewMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(messages);
        return Appending.RunAsync(_session, mailbox, messages, cancellationToken);
    }

    /// <summary>
    /// Waits for the server to report something about the selected mailbox (RFC 2177), or about others where
    /// <see cref="Notifications"/> are on. Returns at once if changes or news are waiting to be taken. Holds no buffers while it waits. Needs <see cref="ImapCapabilities.Idle"/>.
    /// </summary>
    /// <param name="maximum">Longest wait. Servers may hang up after 30 minutes, so stay under 29 and call again.</param>
    /// <param name="cancellationToken">Ends the wait, not the connection; no exception is thrown.</param>
    public Task<ImapIdleResult> IdleAsync(TimeSpan maximum, CancellationToken cancellationToken = default)
        => Capabilities.Idle
            ? Idler.RunAsync(_session, maximum, cancellationToken)
            : throw new InvalidOperationException("The server has no IDLE.");

    /// <summary>News of mailboxes that are not selected (NOTIFY, RFC 5465).</summary>
    public ImapNotifications Notifications { get; }

    /// <summary>Does nothing but lets the server report changes.</summary>
    public Task NoopAsync(CancellationToken cancellationToken = default)
        => _session.RunAsync(new SimpleCommand("NOOP"), cancellationToken);

    /// <summary>Leaves the selected mailbox. Never expunges, also where the server has no UNSELECT (RFC 3691).</summary>
    public Task UnselectAsync(CancellationToken cancellationToken = default) => Unselection.RunAsync(_session, cancellationToken);

    /// <summary>What the server reported about the selected mailbox since this was called last or the mailbox was selected.</summary>
    public ImapMailboxChanges TakeChanges() => _session.TakeChanges();

    /// <summary>Says goodbye and closes the connection.</summary>
    public async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        await _session.RunAsync(new SimpleCommand("LOGOUT", expectsBye: true), cancellationToken).ConfigureAwait(false);
        _session.Close();
    }

    /// <summary>Closes the connection without a word, also while a command runs, which then fails.</summary>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }
}
