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
    private static readonly TextParameter Query = new(
        "q", "Words, \"phrases\", -negation, OR, and operators such as from: to: subject: label: in: is: has:attachment before: after:.", 1000, Required: true);

    private static readonly ChoiceParameter Mode = new("mode", "How to search.", "text", "text");
    private static readonly ChoiceParameter SortBy = new("sort_by", "Newest first, or best match first.", "date", "date", "relevance");

    public static void MapSearchEndpoints(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", SearchAsync).WithName("searchEmails").WithTags("Mail").CountsAs(RateClass.Search)
            .Needs(Permission.MailRead).Describes("Searches subjects, people, bodies and attachment names in the caller's own mail, or in one mailbox.")
            .Takes(Query, Mode, SortBy, ConnectionParameter.Only, Paging.Page, Paging.PageSize).Answers<SearchAnswer>(200).Refuses(ProblemCodes.Invalid);

    private static async Task<IResult> SearchAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        query.Read(Mode);
        var request = new SearchRequest(query.Read(Query) ?? "", query.Read(Paging.Page), query.Read(Paging.PageSize), query.Read(SortBy) == "relevance");
        var only = ConnectionParameter.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).SearchAsync(caller.LooksOnly(only), request, context.RequestAborted);
        return outcome.Answer(results => new JsonAnswer<SearchAnswer>(SearchAnswer.From(results)));
    }
}
