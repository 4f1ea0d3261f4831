using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.SavedSearches;

internal sealed class SavedSearchGrain(
    SavedSearchStore store, UnreadCounter counter, EventAnnouncer announcer, IOptions<SavedSearchOptions> options, TimeProvider time) : Grain, ISavedSearchGrain
{
    private static readonly Problem NoSuchSearch = new(ProblemCodes.NotFound, "There is no such saved search.");
    private static readonly Problem NameTaken = new(SavedSearchProblems.NameTaken, "Another saved search has this name.", "name");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<IReadOnlyList<ListedSavedSearch>> ListAsync(Visibility visible, bool withCounts, CancellationToken cancellationToken)
    {
        var searches = await store.ListAsync(UserId, cancellationToken);
        var counts = withCounts ? await counter.CountAsync(visible, [.. searches.Select(search => search.Query)], cancellationToken) : null;
        return [.. searches.Select((search, i) => ToListed(search, counts?[i]))];
    }

    public async Task<Outcome<SavedSearch>> GetAsync(string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var searchId) && await store.FindAsync(UserId, searchId, cancellationToken) is { } found ? found : NoSuchSearch;

    public async Task<Outcome<SavedSearch>> CreateAsync(Guid id, SavedSearchRequest request, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(UserId, id, cancellationToken) is { } created)
            return created;
        if (SavedSearchPolicy.Check(request.Name, request.Query, time.GetUtcNow()) is { } invalid)
            return invalid;
        var limit = options.Value.PerUser;
        var result = await store.CreateAsync(UserId, id, request, limit, Entry(SavedSearchActions.Create, id), cancellationToken);
        return result == SavedSearchResult.Refused
            ? new Problem(ProblemCodes.TooMany, $"The limit of {limit} saved searches is reached; delete one first.")
            : await AnswerAsync(result, id, cancellationToken);
    }

    public async Task<Outcome<SavedSearch>> UpdateAsync(string id, SavedSearchChangesRequest changes, SavedSearch? expected, CancellationToken cancellationToken)
    {
        if (SavedSearchPolicy.Check(changes.Name, changes.Query, time.GetUtcNow()) is { } invalid)
            return invalid;
        if (!Ids.TryParse(id, out var searchId))
            return NoSuchSearch;
        var result = await store.UpdateAsync(UserId, searchId, changes, expected, Entry(SavedSearchActions.Change, searchId), cancellationToken);
        return result == SavedSearchResult.Refused
            ? await RefuseAsync(searchId, cancellationToken)
            : await AnswerAsync(result, searchId, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(string id, SavedSearch? expected, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var searchId))
            return NoSuchSearch;
        if (await store.DeleteAsync(UserId, searchId, expected, Entry(SavedSearchActions.Delete, searchId), cancellationToken) == SavedSearchResult.Refused)
            return await RefuseAsync(searchId, cancellationToken);
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    private async Task<Outcome<SavedSearch>> AnswerAsync(SavedSearchResult result, Guid id, CancellationToken cancellationToken)
    {
        if (result == SavedSearchResult.NameTaken)
            return NameTaken;
        await announcer.AnnounceAsync(UserId);
        return await GetAsync(Ids.Format(id), cancellationToken);
    }

    // Nothing was written: the saved search does not exist, or is no longer as the caller read it.
    private async Task<Problem> RefuseAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(UserId, id, cancellationToken) is null ? NoSuchSearch : Problem.Changed;

    private AuditEntry Entry(string action, Guid id) => AuditTrail.Entry(UserId, action, $"saved_search:{Ids.Format(id)}");

    private static ListedSavedSearch ToListed(SavedSearch search, UnreadCount? unread) =>
        new(search.Id, search.Name, search.Query, search.CreatedAt, search.UpdatedAt, unread?.Value, unread?.IsAtLeast == true);
}
