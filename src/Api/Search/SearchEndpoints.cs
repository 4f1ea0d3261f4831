using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Search;

namespace EmailAgent.Api.Search;

internal static class SearchEndpoints
{
    // As many as a query can have; docs/search.md.
    private const int MaxQuery = 2000;

    private static readonly TextParameter Query = new(
        "q", "Words, \"phrases\", -negation, OR, and operators such as from: to: subject: label: in: is: has:attachment before: after:.", MaxQuery, Required: true);

    private static readonly ChoiceParameter Mode = new("mode", "SearchMode", "The kind of search.", "text", "text");
    private static readonly ChoiceParameter In = new(
        "in",
        "SearchScope",
        "Where to look: everywhere with all, or in trash or spam only. Without it, messages in trash and spam are left out, unless q says where to look by in: or label:.",
        null,
        "all",
        "trash",
        "spam");

    private static readonly ChoiceParameter SortBy = new("sort_by", "SearchSort", "Newest first, or best match first.", "date", "date", "relevance");

    public static void MapSearchEndpoints(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", SearchAsync).WithName("searchEmails").WithTags("Mail").CountsAs(RateClass.Search)
            .Needs(Permission.MailRead).Describes("Searches subjects, people, bodies and attachment names in the caller's own mail, or in one mailbox.")
            .Takes(Query, Mode, SortBy, In, ConnectionParameter.Only, Paging.Page, Paging.PageSize).Answers<SearchAnswer>(200).Refuses(ProblemCodes.Invalid);

    private static async Task<IResult> SearchAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        query.Read(Mode);
        var request = new SearchRequest(
            query.Read(Query) ?? "", query.Read(Paging.Page), query.Read(Paging.PageSize), query.Read(SortBy) == "relevance", query.Read(In));
        var only = ConnectionParameter.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).SearchAsync(caller.LooksOnly(only), request, context.RequestAborted);
        return outcome.Answer(results => new JsonAnswer<SearchAnswer>(SearchAnswer.From(results)));
    }
}
