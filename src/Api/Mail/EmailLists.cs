using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>Answers a list of messages.</summary>
internal static class EmailLists
{
    /// <param name="context">The request with the parameters.</param>
    /// <param name="caller">Whose messages.</param>
    /// <param name="cluster">Where to ask.</param>
    /// <param name="label">The label the list is of; null when the parameters say.</param>
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

        return outcome.Answer(page => new JsonAnswer<PageAnswer<EmailSummary>>(PageAnswer<EmailSummary>.From(page)) { Fields = fields });
    }
}
