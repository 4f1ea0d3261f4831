using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

internal static class InboxEndpoints
{
    private const string Inbox = "inbox";

    public static void MapInboxEndpoints(this IEndpointRouteBuilder api)
    {
        foreach (var (path, name, summary) in new[]
        {
            ("/inbox", "listInbox", "The inbox, newest first; that of one mailbox with connection_id."),
            ("/inbox/unified", "listUnifiedInbox", "The inboxes of all mailboxes as one list, newest first."),
        })
        {
            api.MapGet(path, (HttpContext context, Caller caller, IClusterClient cluster) => EmailLists.AnswerAsync(context, caller, cluster, Inbox)).WithName(name)
                .WithTags(EmailEndpoints.Tag).Needs(Permission.MailRead).Describes(summary)
                .Takes(EmailListParameters.OfLabel).Answers<PageAnswer<EmailSummary>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        }
    }
}
