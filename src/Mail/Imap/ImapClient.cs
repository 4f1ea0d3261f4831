using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Imap;

/// <summary>A connection to an IMAP server (IMAP4rev1 of RFC 3501, with the clarifications of IMAP4rev2, RFC 9051).</summary>
/// <remarks>
/// <para>
/// Several callers can use a client at the same time. Commands are sent in the order of the calls, and pipelined where their answers
/// cannot be confused (RFC 9051 section 5.5); the others wait. A fetch holds the connection until its enumeration ends. A slow consumer
/// slows the server, because only what is requested is read. A command on messages that had to wait while another mailbox was selected
/// is not sent (<see cref="InvalidOperationException"/>).
/// </para>
/// <para>
/// Errors of the server and the network are <see cref="ImapException"/>: after <see cref="ImapCommandException"/> the connection lives;
/// after <see cref="ImapConnectionException"/> or <see cref="ImapProtocolException"/> it is dead, and every later call fails at once
/// with the first cause. Cancelling ends the wait, not the command, which cannot be withdrawn: its answer is read and discarded before
/// the next command is answered. Only a stream ends the connection when it is cancelled in the middle: a fetch into a sink, and a fetch
/// with a long rest.
/// </para>
/// <para>Values that go to the server must not contain CR, LF or NUL (<see cref="ArgumentException"/>).</para>
/// </remarks>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapSession _session;

    private ImapClient(ImapSession session)
    {
        _session = session;
        Mailboxes = new ImapMailboxes(session);
        Notifications = new ImapNotifications(session);
    }

    /// <summary>Gets the server's capabilities, which are read again after login.</summary>
    public ImapCapabilities Capabilities => _session.Capabilities;

    /// <summary>Indicates whether the client is logged in.</summary>
    public bool IsAuthenticated => _session.State.State != ImapState.NotAuthenticated;

    /// <summary>The selected mailbox, null if none is.</summary>
    public ImapMailbox? Selected => _session.State.Selected;

    /// <summary>Indicates whether the connection is alive.</summary>
    public bool IsConnected => !_session.Connection.IsDead;

    /// <summary>Connects: TLS is established, the greeting read and the capabilities known when this returns.</summary>
    /// <exception cref="ImapConnectionException">The connection failed; the stage names how far it came.</exception>
    /// <exception cref="ImapProtocolException">The host is not an IMAP server.</exception>
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
        return ImapAuthentication.LoginAsync(_session, user, password, cancellationToken);
    }

    /// <summary>
    /// Logs in by the strongest SASL mechanism that the credentials and the server have in common; with a password by LOGIN if there
    /// is none. Does nothing if the server greeted with PREAUTH.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused, or nothing in common (code PRIVACYREQUIRED, nothing was sent).</exception>
    /// <exception cref="ImapProtocolException">The server broke the exchange or could not prove that it knows the password (SCRAM).</exception>
    public Task AuthenticateAsync(SaslCredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return ImapAuthentication.AuthenticateAsync(_session, credentials, cancellationToken);
    }

    /// <summary>Logs in by a mechanism of the caller's choice, whether or not the server announces it.</summary>
    /// <inheritdoc cref="AuthenticateAsync(SaslCredentials, CancellationToken)" path="/exception"/>
    public Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        return ImapAuthentication.AuthenticateAsync(_session, mechanism, cancellationToken);
    }

    /// <summary>Exchanges identification (RFC 2971). Needs <see cref="ImapCapabilities.Id"/>.</summary>
    /// <param name="fields">The identification of this client; null for none.</param>
    /// <param name="cancellationToken">Ends the wait; the command can still take effect.</param>
    /// <returns>The server's identification; names are case-insensitive.</returns>
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

    /// <summary>The mailboxes of the account: create, delete, rename, subscribe, list with options, namespaces.</summary>
    public ImapMailboxes Mailboxes { get; }

    /// <summary>Lists all mailboxes in the server's order, with their roles where the server sends them.</summary>
    public Task<IReadOnlyList<ImapMailbox>> ListAsync(CancellationToken cancellationToken = default)
        => Mailboxes.ListAsync(new ImapListQuery(), cancellationToken);

    /// <summary>Lists all mailboxes with their status: by one command if the server has LIST-STATUS, else by one pipelined STATUS each.</summary>
    public Task<IReadOnlyList<ImapMailboxStatus>> ListStatusAsync(CancellationToken cancellationToken = default)
        => MailboxLister.ListStatusAsync(_session, cancellationToken);

    /// <summary>Returns the status of a mailbox; null if the server refuses, for example because the mailbox does not exist.</summary>
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
    /// do not exist are omitted. The caller disposes each result.
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

    /// <summary>Returns the UIDs of the messages in the selected mailbox that match.</summary>
    public Task<UidSet> UidSearchAsync(ImapSearch criteria, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        return _session.RunAsync(new SearchCommand(criteria, Capabilities), cancellationToken);
    }

    /// <summary>Changes flags of messages in the selected mailbox.</summary>
    /// <param name="uids">The messages. Long sets are sent as several commands, which are not one transaction.</param>
    /// <param name="action">What to do with <paramref name="flags"/>.</param>
    /// <param name="flags">Flags and keywords.</param>
    /// <param name="unchangedSince">Leaves messages alone that changed after this mod-sequence (CONDSTORE); null changes all.</param>
    /// <param name="cancellationToken">Ends the wait; the command can still take effect.</param>
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

    /// <summary>
    /// Moves messages of the selected mailbox to another one: by MOVE (RFC 6851), else by a copy that the server confirmed,
    /// \Deleted for exactly what was copied, and UID EXPUNGE of that. Never removes what others marked \Deleted: without
    /// UIDPLUS the marked messages remain, and the result names them. UIDs that do not exist are skipped.
    /// </summary>
    /// <param name="uids">The messages. Long sets are sent as several commands, which are not one transaction; each is all or nothing.</param>
    /// <param name="target">The target mailbox. The code TRYCREATE of the exception means that it does not exist.</param>
    /// <param name="cancellationToken">Ends the wait; the command can still take effect.</param>
    /// <remarks>If it fails in the middle, messages can be in both mailboxes, but never in neither.</remarks>
    public Task<ImapMoveResult> UidMoveAsync(UidSet uids, ImapMailbox target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(target);
        return Transfer.MoveAsync(_session, uids, target, cancellationToken);
    }

    /// <summary>
    /// Removes permanently those of <paramref name="uids"/> that carry \Deleted (RFC 4315 section 2.1). Needs
    /// <see cref="ImapCapabilities.UidPlus"/>. Plain EXPUNGE is not offered, because it also removes what other clients marked.
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
    /// <param name="internalDate">Date and time of receipt; null for now.</param>
    /// <param name="message">The message as of RFC 5322, with CRLF line ends.</param>
    /// <param name="cancellationToken">Ends the wait; the command can still take effect.</param>
    /// <returns>Location of the message; null if the server has no UIDPLUS.</returns>
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

    /// <summary>Adds messages to a mailbox: all or none by one command if the server has MULTIAPPEND (RFC 3502), else one after the other.</summary>
    /// <param name="mailbox">The target mailbox. The code TRYCREATE of the exception means that it does not exist.</param>
    /// <param name="messages">The messages; those of streams are sent as they are read.</param>
    /// <param name="cancellationToken">Ends the wait, and in the middle of a stream the connection.</param>
    /// <returns>Location of each message; null if the server has no UIDPLUS.</returns>
    public Task<IReadOnlyList<ImapAppendResult>?> AppendAsync(
        ImapMailbox mailbox, IReadOnlyList<ImapNewMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(messages);
        return Appending.RunAsync(_session, mailbox, messages, cancellationToken);
    }

    /// <summary>
    /// Waits for the server to report something about the selected mailbox (RFC 2177), or about others if <see cref="Notifications"/>
    /// are on. Returns at once if unread changes or notifications are pending. Holds no buffers while it waits. Needs
    /// <see cref="ImapCapabilities.Idle"/>.
    /// </summary>
    /// <param name="maximum">Longest wait. Servers can disconnect after 30 minutes: wait less than 29 minutes and call again.</param>
    /// <param name="cancellationToken">Ends the wait, not the connection; no exception is thrown.</param>
    public Task<ImapIdleResult> IdleAsync(TimeSpan maximum, CancellationToken cancellationToken = default)
        => Capabilities.Idle
            ? Idler.RunAsync(_session, maximum, cancellationToken)
            : throw new InvalidOperationException("The server has no IDLE.");

    /// <summary>Notifications about mailboxes that are not selected (NOTIFY, RFC 5465).</summary>
    public ImapNotifications Notifications { get; }

    /// <summary>Sends NOOP, which lets the server report changes.</summary>
    public Task NoopAsync(CancellationToken cancellationToken = default)
        => _session.RunAsync(new SimpleCommand("NOOP"), cancellationToken);

    /// <summary>Leaves the selected mailbox. Never expunges, also if the server has no UNSELECT (RFC 3691).</summary>
    public Task UnselectAsync(CancellationToken cancellationToken = default) => Unselection.RunAsync(_session, cancellationToken);

    /// <summary>Returns what the server reported about the selected mailbox since the last call or since the mailbox was selected.</summary>
    public ImapMailboxChanges TakeChanges() => _session.TakeChanges();

    /// <summary>Logs out and closes the connection.</summary>
    public async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        await _session.RunAsync(new SimpleCommand("LOGOUT", expectsBye: true), cancellationToken).ConfigureAwait(false);
        _session.Close();
    }

    /// <summary>Closes the connection without logging out. A running command fails.</summary>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }
}
