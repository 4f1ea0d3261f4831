using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Api.Search;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.SavedSearches;
using EmailAgent.Grains.Search;

namespace EmailAgent.Api.SavedSearches;

/// <summary>Queries that a user keeps under a name. They are part of the user's mail settings, so the permissions of mail apply.</summary>
internal static class SavedSearchEndpoints
{
    private const int MaxName = 100;

    private static readonly ListParameter Fields =
        new("fields", "SavedSearchField", "Only these fields of each item; all when absent. Without unread_count nothing is counted.", FieldSelection.NamesOf<ListedSavedSearch>());

    public static void MapSavedSearchEndpoints(this IEndpointRouteBuilder api)
    {
        var searches = api.MapGroup("/saved-searches").WithTags(EmailEndpoints.Tag).DescribesId("a saved search");
        searches.MapGet("", ListAsync).WithName("listSavedSearches").CountsAs(RateClass.Search)
            .Needs(Permission.MailRead).Describes("Lists the caller's saved searches by name, with the number of unread messages that each matches in the caller's own mail.")
            .Takes(Fields).Answers<ListAnswer<ListedSavedSearch>>(200).Refuses(ProblemCodes.Invalid);
        searches.MapPost("", CreateAsync).WithName("createSavedSearch")
            .Needs(Permission.MailModify).Describes("Saves a search. The query is checked as GET /api/v1/search checks q; labels that it names need not exist yet.")
            .Answers<SavedSearch>(201).Refuses(ProblemCodes.Invalid, SavedSearchProblems.NameTaken, ProblemCodes.TooMany).Idempotent();
        searches.MapGet("/{id}", GetAsync).WithName("getSavedSearch")
            .Needs(Permission.MailRead).Describes("Returns a saved search, without counts: its ETag changes only with its name and query.")
            .Answers<SavedSearch>(200).Refuses(ProblemCodes.NotFound);
        searches.MapPatch("/{id}", UpdateAsync).WithName("updateSavedSearch")
            .Needs(Permission.MailModify).Describes("Changes the name or the query of a saved search.")
            .Answers<SavedSearch>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, SavedSearchProblems.NameTaken).HonorsIfMatch().Idempotent();
        searches.MapDelete("/{id}", DeleteAsync).WithName("deleteSavedSearch")
            .Needs(Permission.MailModify).Describes("Deletes a saved search. Its messages stay where they are.")
            .Answers(204).Refuses(ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        searches.MapGet("/{id}/emails", SearchAsync).WithName("listSavedSearchEmails").CountsAs(RateClass.Search)
            .Needs(Permission.MailRead).Describes("Returns the messages in the caller's own mail that a saved search matches, newest first, as GET /api/v1/search does.")
            .Takes(Paging.Page, Paging.PageSize).Answers<SearchAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, SavedSearchProblems.QueryUnanswerable);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var names = query.Read(Fields);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var withCounts = names.Count == 0 || names.Any(name => name.StartsWith("unread_", StringComparison.Ordinal));
        var searches = await cluster.SavedSearches(caller).ListAsync(caller.Sees, withCounts, context.RequestAborted);
        return new JsonAnswer<ListAnswer<ListedSavedSearch>>(ListAnswer<ListedSavedSearch>.From(searches)) { Fields = FieldSelection.From(names) };
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<SavedSearchRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("name", request.Name, MaxName);
        fields.Required("query", request.Query, SearchEndpoints.MaxQuery);
        if (fields.Any)
            return fields.ToAnswer();
        return (await cluster.SavedSearches(caller).CreateAsync(operation.Id, request, cancellationToken)).Answer(created =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{created.Id}";
            return new JsonAnswer<SavedSearch>(created, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.SavedSearches(caller).GetAsync(id, cancellationToken)).Answer(found => new JsonAnswer<SavedSearch>(found) { Tagged = true });

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<SavedSearchChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("name", changes.Name, MaxName);
        fields.Optional("query", changes.Query, SearchEndpoints.MaxQuery);
        if (!fields.Any && changes is { Name: null, Query: null } or { Query: "" })
            fields.Add("query", "At least one of name and query, which must not be empty, is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (refused, expected) = await IfMatch.CheckAsync<SavedSearch>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var outcome = await cluster.SavedSearches(caller).UpdateAsync(id, changes, expected, cancellationToken);
        return outcome.Answer(updated => new JsonAnswer<SavedSearch>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<SavedSearch>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        return (await cluster.SavedSearches(caller).DeleteAsync(id, expected, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> SearchAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (page, pageSize) = (query.Read(Paging.Page), query.Read(Paging.PageSize));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var found = await cluster.SavedSearches(caller).GetAsync(id, context.RequestAborted);
        if (found.Value is not { } saved)
            return new ProblemAnswer(found.Problem!);
        var request = new SearchRequest(saved.Query, page, pageSize, ByRelevance: false, Place: null);
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).SearchAsync(caller.Sees, request, context.RequestAborted);
        return outcome.Value is { } results
            ? new JsonAnswer<SearchAnswer>(SearchAnswer.From(results))
            : new ProblemAnswer(new Problem(SavedSearchProblems.QueryUnanswerable, outcome.Problem!.Detail));
    }

    private static ISavedSearchGrain SavedSearches(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ISavedSearchGrain>(caller.Key);
}
