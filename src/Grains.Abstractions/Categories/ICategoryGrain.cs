using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Categories;

/// <summary>The categories of the mail of one user, and what is done with a sender's mail as a whole; the key is the user id.</summary>
[Alias("categories")]
public interface ICategoryGrain : IGrainWithStringKey
{
    /// <summary>Counts the messages of each category, outside of trash and spam; all categories, in the order of <see cref="CategoryNames.All"/>.</summary>
    [Alias("list"), Idempotent]
    Task<IReadOnlyList<CategoryCount>> ListAsync(Visibility visible, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the category of a message and of later mail of its sender. The analysis does not overwrite it. Refused with <c>not_found</c>.
    /// </summary>
    [Alias("set"), Idempotent]
    Task<Outcome<Done>> SetAsync(Visibility visible, string emailId, string category, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a subscription as its newest message allows: by one request (RFC 8058), else by a mail, else the user has to follow a link. A repeated
    /// call with the same id returns the result of the first.
    /// </summary>
    /// <param name="visible">The mail that is searched for the sender.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="address">The address of the sender, in any case.</param>
    /// <param name="canSend">Sends a mail if that is the only way; otherwise the user gets its address.</param>
    /// <returns>Refused with <c>not_found</c>, or with <c>cannot_unsubscribe</c>.</returns>
    [Alias("unsubscribe"), Idempotent]
    Task<Outcome<Unsubscription>> UnsubscribeAsync(Visibility visible, Guid id, string address, bool canSend, CancellationToken cancellationToken);

    /// <summary>Archives all messages of a sender that are in an inbox now, in the background. Refused with <c>not_found</c> if there is no mail of the sender.</summary>
    /// <param name="visible">The mail that is searched for the sender.</param>
    /// <param name="address">The address of the sender, in any case.</param>
    [Alias("archive-all"), Idempotent]
    Task<Outcome<SenderArchiving>> ArchiveAllAsync(Visibility visible, string address, CancellationToken cancellationToken);
}
