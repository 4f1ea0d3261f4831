using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Shares;

/// <summary>From ids of messages in a request to the mailboxes, own or shared, that they are in.</summary>
internal static class SharedEmails
{
    /// <summary>Returns the scope of a read of one message.</summary>
    public static async ValueTask<Visibility> LookAsync(this IClusterClient cluster, Caller caller, string emailId, CancellationToken cancellationToken) =>
        caller.Shared.Count > 0 && await cluster.GetGrain<IMailQueryGrain>(0).FindSharedAsync(caller.Shared, [emailId], cancellationToken) is [var shared]
            ? Caller.Of(shared.Mailbox)
            : caller.Sees;

    /// <summary>Returns the scope of a change that only the owner of the message's mailbox can make.</summary>
    /// <returns>The scope; or null with the refusal.</returns>
    public static async ValueTask<(Visibility? Sees, IResult? Refusal)> LookAsOwnerAsync(
        this IClusterClient cluster, Caller caller, string emailId, CancellationToken cancellationToken) =>
        caller.Shared.Count > 0 && await cluster.GetGrain<IMailQueryGrain>(0).FindSharedAsync(caller.Shared, [emailId], cancellationToken) is [var shared]
            ? (null, new ProblemAnswer(Mailboxes.TooLow(MailboxAccess.Owner, shared.Mailbox.Access)))
            : (caller.Sees, null);

    /// <summary>Edits messages of any mailbox that the caller may use for that; each id once.</summary>
    public static async Task<EditReport> EditEmailsAsync(
        this IClusterClient cluster, Caller caller, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken)
    {
        if (caller.Shared.Count == 0)
            return await EditAsync(cluster, caller.Sees, emailIds, edit, cancellationToken);

        var shared = await cluster.GetGrain<IMailQueryGrain>(0).FindSharedAsync(caller.Shared, emailIds, cancellationToken);
        var needed = edit.Action == EmailAction.Delete ? MailboxAccess.Owner : MailboxAccess.Send;
        var refused = shared.Where(email => email.Mailbox.Access < needed)
            .Select(email => new EditFailure(email.EmailId, Mailboxes.TooLow(needed, email.Mailbox.Access)));
        var edits = shared.Where(email => email.Mailbox.Access >= needed).GroupBy(email => email.Mailbox)
            .Select(group => EditAsync(cluster, Caller.Of(group.Key), [.. group.Select(email => email.EmailId)], edit, cancellationToken)).ToList();
        string[] own = [.. emailIds.Except(shared.Select(email => email.EmailId))];
        if (own.Length > 0)
            edits.Add(EditAsync(cluster, caller.Sees, own, edit, cancellationToken));
        return new EditReport([.. refused, .. (await Task.WhenAll(edits)).SelectMany(report => report.Failed)]);
    }

    private static Task<EditReport> EditAsync(IClusterClient cluster, Visibility visible, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) =>
        cluster.GetGrain<IUserGrain>(visible.UserId.ToString("N")).EditEmailsAsync(visible, emailIds, edit, cancellationToken);
}
