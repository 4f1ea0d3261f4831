using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;

namespace EmailAgent.Mail.Imap;

/// <summary>The mailboxes of the account: made, renamed, subscribed to, listed. Reached by <see cref="ImapClient.Mailboxes"/>.</summary>
/// <remarks>All commands throw <see cref="ImapCommandException"/> if the server refuses; codes are those of RFC 5530, such as ALREADYEXISTS.</remarks>
public sealed class ImapMailboxes
{
    private readonly ImapSession _session;

    internal ImapMailboxes(ImapSession session) => _session = session;

    /// <summary>Lists the mailboxes that match, each once, in the server's order. See <see cref="ImapClient.ListAsync"/> for all of them.</summary>
    /// <exception cref="ArgumentException">No pattern.</exception>
    public Task<IReadOnlyList<ImapMailbox>> ListAsync(ImapListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Patterns.Count > 0
            ? MailboxLister.ListAsync(_session, query, cancellationToken)
            : throw new ArgumentException("No pattern.", nameof(query));
    }

    /// <summary>Returns the status of a mailbox; null if the server refuses, for example because the mailbox does not exist.</summary>
    public Task<ImapStatus?> StatusAsync(ImapMailbox mailbox, ImapStatusItems items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return _session.RunAsync(new StatusCommand(mailbox, _session.Capabilities, items), cancellationToken);
    }

    /// <summary>Returns the status of a mailbox like <see cref="StatusAsync"/>, but throws on a refusal, so that the caller learns its reason.</summary>
    /// <returns>Null if the server accepts the command and sends no status.</returns>
    public Task<ImapStatus?> RequireStatusAsync(ImapMailbox mailbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return _session.RunAsync(new StatusCommand(mailbox, _session.Capabilities, isStrict: true), cancellationToken);
    }

    /// <summary>Creates a mailbox (RFC 9051 section 6.3.4), and those above it if the server wants them.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="use">What it is for; needs <see cref="ImapCapabilities.CreateSpecialUse"/>. Null for an ordinary one.</param>
    /// <returns>Its identifier, null if the server has no OBJECTID.</returns>
    /// <exception cref="InvalidOperationException">A use for a server that knows none.</exception>
    public Task<string?> CreateAsync(ImapMailbox mailbox, ImapSpecialUse? use = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return use is null || _session.Capabilities.CreateSpecialUse
            ? _session.RunAsync(new CreateCommand(mailbox, use), cancellationToken)
            : throw new InvalidOperationException("The server has no CREATE-SPECIAL-USE.");
    }

    /// <summary>Deletes a mailbox with its messages (RFC 9051 section 6.3.5); children stay.</summary>
    public Task DeleteAsync(ImapMailbox mailbox, CancellationToken cancellationToken = default) => RunAsync("DELETE", mailbox, cancellationToken);

    /// <summary>Renames a mailbox and its children (RFC 9051 section 6.3.6). Renaming INBOX moves its messages and leaves it empty.</summary>
    public Task RenameAsync(ImapMailbox from, ImapMailbox to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return _session.RunAsync(new RenameCommand(from, to), cancellationToken);
    }

    /// <summary>Adds a mailbox to those the user wants to see (RFC 9051 section 6.3.7).</summary>
    public Task SubscribeAsync(ImapMailbox mailbox, CancellationToken cancellationToken = default) => RunAsync("SUBSCRIBE", mailbox, cancellationToken);

    /// <summary>Removes a mailbox from those the user wants to see (RFC 9051 section 6.3.8).</summary>
    public Task UnsubscribeAsync(ImapMailbox mailbox, CancellationToken cancellationToken = default) => RunAsync("UNSUBSCRIBE", mailbox, cancellationToken);

    /// <summary>Returns the namespaces of the account (RFC 2342). Needs <see cref="ImapCapabilities.Namespace"/>.</summary>
    public Task<ImapNamespaces> NamespacesAsync(CancellationToken cancellationToken = default)
        => _session.Capabilities.Namespace
            ? _session.RunAsync(new NamespaceCommand(), cancellationToken)
            : throw new InvalidOperationException("The server has no NAMESPACE.");

    private Task RunAsync(string command, ImapMailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return _session.RunAsync(new MailboxCommand(command, mailbox), cancellationToken);
    }
}
