using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
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
    /// <summary>The maximum length of a query, which docs/search.md states.</summary>
    public const int MaxQuery = 2000;

    private static readonly TextParameter Query = new(
        "q", "Words, \"phrases\", -negation, OR, and operators such as from: to: subject: label: in: is: has:attachment before: after:.", MaxQuery, Required: true);

    private static readonly ChoiceParameter In = new(
        "in",
        "SearchScope",
        "Where to look: everywhere with all, or in trash or spam only. Without it, messages in trash and spam are left out, unless q names the place by in: or label:.",
        null,
        "all",
        "trash",
        "spam");

    private static readonly ChoiceParameter SortBy = new(
        "sort_by", "SearchSort", "Newest first, or best match first. The modes semantic and hybrid always put the best match first.", "date", "date", "relevance");

    private static readonly ChoiceParameter Mode = new(
        "mode",
        "SearchMode",
        "What is compared: the words, the meaning of the plain words in q, or both in one ranking. Operators, phrases and negations are conditions in each.",
        SearchModes.Text,
        SearchModes.Text,
        SearchModes.Semantic,
        SearchModes.Hybrid);

    public static void MapSearchEndpoints(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", SearchAsync).WithName("searchEmails").WithTags(EmailEndpoints.Tag).CountsAs(RateClass.Search)
            .Needs(Permission.MailRead).Describes("Searches subjects, people, bodies and attachment names in the caller's own mail, or in one mailbox.")
            .Takes(Query, Mode, SortBy, In, ConnectionParameter.Only, Paging.Page, Paging.PageSize).Answers<SearchAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);

    private static async Task<IResult> SearchAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var request = new SearchRequest(
            query.Read(Query) ?? "", query.Read(Paging.Page), query.Read(Paging.PageSize), query.Read(SortBy) == "relevance", query.Read(In), query.Read(Mode) ?? SearchModes.Text);
        var only = ConnectionParameter.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).SearchAsync(caller.LooksOnly(only), request, context.RequestAborted);
        if (outcome.Value is { Total: 0 } && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
            return Mailboxes.NotFound;
        return outcome.Answer(results => new JsonAnswer<SearchAnswer>(SearchAnswer.From(results)));
    }
}
