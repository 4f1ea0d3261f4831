using EmailAgent.Grains.Access;
using Orleans.Concurrency;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>The saved searches of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("saved-searches")]
public interface ISavedSearchGrain : IGrainWithStringKey
{
    /// <summary>Lists the saved searches by name.</summary>
    /// <param name="visible">The mail that is counted.</param>
    /// <param name="withCounts">Counts unread messages; otherwise <see cref="ListedSavedSearch.UnreadCount"/> is null.</param>
    [Alias("list"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<ListedSavedSearch>> ListAsync(Visibility visible, bool withCounts, CancellationToken cancellationToken);

    [Alias("get"), AlwaysInterleave, Idempotent]
    Task<Outcome<SavedSearch>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Saves a search; returns the one with this id if there is one. Refused with <c>validation_failed</c>, <c>saved_search_exists</c> or <c>too_many</c>.</summary>
    [Alias("create")]
    Task<Outcome<SavedSearch>> CreateAsync(Guid id, SavedSearchRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a saved search. Refused with <c>validation_failed</c>, <c>saved_search_exists</c>, or <c>precondition_failed</c> if
    /// <paramref name="expected"/> is given and is no longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<SavedSearch>> UpdateAsync(string id, SavedSearchChangesRequest changes, SavedSearch? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a saved search. Refused with <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(string id, SavedSearch? expected, CancellationToken cancellationToken);
}
