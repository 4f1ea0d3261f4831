using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>The answers to requests for lists of messages.</summary>
internal static class EmailLists
{
    /// <summary>Answers a request for a list of messages.</summary>
    /// <param name="label">The label of the list; null when the parameters select it.</param>
    public static async Task<IResult> AnswerAsync(HttpContext context, Caller caller, IClusterClient cluster, string? label)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = EmailListParameters.Read(query, label);
        var fields = FieldSelection.From(query.Read(EmailListParameters.Fields));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).ListAsync(caller.Looks(filter.ConnectionId), filter, context.RequestAborted);
        if (outcome.Problem is { Field: "label" } problem && context.Request.Query.ContainsKey(EmailListParameters.Folder.Name))
        {
            return new ProblemAnswer(problem with { Field = EmailListParameters.Folder.Name });
        }

        // Of an empty list alone it is asked whether there is the mailbox.
        if (outcome.Value is { Total: 0 } && PublicId.TryParse(filter.ConnectionId, out var only) && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
        {
            return Mailboxes.NotFound;
        }

        return outcome.Answer(page => new JsonAnswer<PageAnswer<EmailSummary>>(ToAnswer(page, filter)) { Fields = fields });
    }

    private static PageAnswer<EmailSummary> ToAnswer(Page<EmailSummary> page, EmailFilter filter)
    {
        var answer = PageAnswer<EmailSummary>.From(page);
        return filter.After is null ? answer : answer with { HasNext = page.NextAfter is not null, HasPrev = true };
    }
}
