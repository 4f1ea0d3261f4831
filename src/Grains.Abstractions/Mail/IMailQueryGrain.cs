using EmailAgent.Grains.Access;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Mail;

/// <summary>Reads of a user's mail for the Api: a stateless worker, key 0.</summary>
[Alias("mail-query")]
public interface IMailQueryGrain : IGrainWithIntegerKey
{
    /// <summary>Lists messages. Refused with <c>validation_failed</c> for a malformed id.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<Page<EmailSummary>>> ListAsync(Visibility visible, EmailFilter filter, CancellationToken cancellationToken);

    [Alias("get"), Idempotent]
    Task<Outcome<EmailDetail>> GetAsync(Visibility visible, string emailId, CancellationToken cancellationToken);

    /// <summary>Returns all messages of the thread of a message, oldest first.</summary>
    [Alias("thread"), Idempotent]
    Task<Outcome<IReadOnlyList<EmailSummary>>> GetThreadAsync(Visibility visible, string emailId, CancellationToken cancellationToken);

    /// <summary>Finds the other users' mailboxes that contain the messages; omits messages that are in none of them, and malformed ids.</summary>
    [Alias("find-shared"), Idempotent]
    Task<IReadOnlyList<SharedEmail>> FindSharedAsync(IReadOnlyList<SharedMailbox> mailboxes, IReadOnlyList<string> emailIds, CancellationToken cancellationToken);

    /// <summary>Returns the connection of a message.</summary>
    [Alias("locate"), Idempotent]
    Task<Outcome<EmailLocation>> LocateAsync(Visibility visible, string emailId, CancellationToken cancellationToken);

    /// <summary>Returns the message of an attachment. Refused with <c>not_found</c>.</summary>
    [Alias("locate-attachment"), Idempotent]
    Task<Outcome<AttachmentLocation>> LocateAttachmentAsync(Visibility visible, string attachmentId, CancellationToken cancellationToken);

    /// <summary>Lists labels by connection, then role, then path.</summary>
    [Alias("labels"), Idempotent]
    Task<Outcome<IReadOnlyList<Label>>> ListLabelsAsync(Visibility visible, string? connectionId, CancellationToken cancellationToken);

    /// <summary>Finds a label by its id. Refused with <c>not_found</c>.</summary>
    [Alias("find-label"), Idempotent]
    Task<Outcome<Label>> FindLabelAsync(Visibility visible, string labelId, CancellationToken cancellationToken);

    /// <summary>Searches messages. Refused with <c>validation_failed</c> (field <c>q</c>) if the query cannot be parsed.</summary>
    [Alias("search"), Idempotent]
    Task<Outcome<SearchResults>> SearchAsync(Visibility visible, SearchRequest request, CancellationToken cancellationToken);
}
