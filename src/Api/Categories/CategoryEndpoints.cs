using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Categories;

namespace EmailAgent.Api.Categories;

/// <summary>The kinds of mail, and what is done with the mail of a sender as a whole.</summary>
internal static class CategoryEndpoints
{
    private const int MaxAddress = 254;

    private static readonly ProblemAnswer NoSuchSender = new(Refusal.From(ProblemCodes.NotFound, "There is no mail from this sender."));

    public static void MapCategoryEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/categories", ListAsync).WithName("listCategories").WithTags(EmailEndpoints.Tag)
            .Needs(Permission.MailRead).Describes("Lists the categories with the numbers of their messages outside of trash and spam. GET /emails?category= lists the messages.")
            .Takes(ConnectionParameter.Only).Answers<ListAnswer<CategoryCount>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        var senders = api.MapGroup("/senders/{address}").WithTags(EmailEndpoints.Tag).DescribesParameter("address", "The email address of a sender in the caller's own mail, in any case.", "news@example.org");
        senders.MapPost("/unsubscribe", UnsubscribeAsync).WithName("unsubscribeSender")
            .Needs(Permission.MailModify).Describes("Ends a subscription as its newest message allows: by one request (RFC 8058); else by a mail, if the caller is allowed to send; else url is the page that the user has to open.")
            .Answers<Unsubscription>(200).Refuses(ProblemCodes.NotFound, CategoryProblems.CannotUnsubscribe).Idempotent();
        senders.MapPost("/archive-all", ArchiveAllAsync).WithName("archiveSender")
            .Needs(Permission.MailModify).Describes("Archives all messages of a sender that are in the inboxes of the caller's own mailboxes, in the background.")
            .Answers<SenderArchiving>(202).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var only = ConnectionParameter.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var sees = caller.LooksOnly(only);
        var counts = await cluster.GetGrain<ICategoryGrain>(sees.UserId.ToString("N")).ListAsync(sees, context.RequestAborted);
        if (counts.All(count => count.MessageCount == 0) && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
            return Mailboxes.NotFound;
        return new JsonAnswer<ListAnswer<CategoryCount>>(ListAnswer<CategoryCount>.From(counts));
    }

    private static async Task<IResult> UnsubscribeAsync(
        string address, IdempotentOperation operation, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (address.Length > MaxAddress)
            return NoSuchSender;
        var canSend = caller.Scopes is not { } scopes || scopes.HasFlag(Permission.MailSend);
        return (await cluster.Categories(caller).UnsubscribeAsync(caller.Sees, operation.Id, address, canSend, cancellationToken))
            .Answer(unsubscription => new JsonAnswer<Unsubscription>(unsubscription));
    }

    private static async Task<IResult> ArchiveAllAsync(string address, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (address.Length > MaxAddress)
            return NoSuchSender;
        return (await cluster.Categories(caller).ArchiveAllAsync(caller.Sees, address, cancellationToken))
            .Answer(archiving => new JsonAnswer<SenderArchiving>(archiving, StatusCodes.Status202Accepted));
    }

    private static ICategoryGrain Categories(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ICategoryGrain>(caller.Key);
}
