using EmailAgent.Grains.Search;

namespace EmailAgent.Grains.Mail;

/// <summary>Reads of a user's mail for the Api: a stateless worker, key 0. The user id is the authenticated caller's, never input.</summary>
[Alias("mail-query")]
public interface IMailQueryGrain : IGrainWithIntegerKey
{
    /// <summary>Refused with <c>validation_failed</c> for an id that is none.</summary>
    [Alias("list")]
    Task<Outcome<Page<EmailSummary>>> ListAsync(Guid userId, EmailFilter filter, CancellationToken cancellationToken);

    [Alias("get")]
    Task<Outcome<EmailDetail>> GetAsync(Guid userId, string emailId, CancellationToken cancellationToken);

    /// <summary>All messages of the thread that a message belongs to, oldest first.</summary>
    [Alias("thread")]
    Task<Outcome<IReadOnlyList<EmailSummary>>> GetThreadAsync(Guid userId, string emailId, CancellationToken cancellationToken);

    /// <summary>Which connection a message belongs to.</summary>
    [Alias("locate")]
    Task<Outcome<EmailLocation>> LocateAsync(Guid userId, string emailId, CancellationToken cancellationToken);

    /// <summary>Ordered by connection, then role, then path.</summary>
    [Alias("labels")]
    Task<Outcome<IReadOnlyList<Label>>> ListLabelsAsync(Guid userId, string? connectionId, CancellationToken cancellationToken);

    /// <summary>Refused with <c>validation_failed</c> (field <c>q</c>) when the query cannot be read.</summary>
    [Alias("search")]
    Task<Outcome<SearchResults>> SearchAsync(Guid userId, SearchRequest request, CancellationToken cancellationToken);
}
