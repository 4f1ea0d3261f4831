using System.ComponentModel.DataAnnotations;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Api.Mail;

/// <summary>A complete message, except the content of its attachments.</summary>
/// <param name="ToEmails">The addresses of <paramref name="To"/>.</param>
/// <param name="CcEmails">The addresses of <paramref name="Cc"/>.</param>
/// <param name="BodyHtml">Sanitized by an allow-list; null if the message has no HTML.</param>
/// <param name="Size">Bytes of the whole message.</param>
/// <param name="Flags">As on the mail server.</param>
/// <param name="Defects">
/// Stable codes of defects in the message's form, such as <c>missing_blank_line</c>; <c>partial</c> while only its header has been fetched,
/// <c>truncated</c> if only its beginning is read.
/// </param>
/// <param name="Thread">All messages of its thread, oldest first; only with <c>include_thread=true</c>.</param>
/// <param name="PriorityReasons">The three features that moved the priority most, the strongest first; empty without a priority.</param>
/// <param name="CategoryReasons">Reasons for the category, as sentences; empty without one, and for one that a person set.</param>
internal sealed record EmailDetailAnswer(
    string Id,
    string ThreadId,
    string ConnectionId,
    string Subject,
    string FromEmail,
    string? FromName,
    string Preview,
    DateTimeOffset Date,
    bool IsRead,
    bool IsStarred,
    bool HasAttachments,
    float? PriorityScore,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> ToEmails,
    IReadOnlyList<string> CcEmails,
    IReadOnlyList<EmailAddress> To,
    IReadOnlyList<EmailAddress> Cc,
    IReadOnlyList<EmailAddress> Bcc,
    IReadOnlyList<EmailAddress> ReplyTo,
    string? MessageId,
    string? InReplyTo,
    string BodyText,
    string? BodyHtml,
    IReadOnlyList<EmailAttachment> Attachments,
    long Size,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Defects,
    IReadOnlyList<EmailSummary>? Thread,
    [property: CategoryName] string? Category,
    IReadOnlyList<ScoreReason> PriorityReasons,
    IReadOnlyList<string> CategoryReasons) : IStatefulAnswer
{
    public static EmailDetailAnswer From(EmailDetail detail, IReadOnlyList<EmailSummary>? thread)
    {
        var summary = detail.Summary;
        return new EmailDetailAnswer(
            summary.Id, summary.ThreadId, summary.ConnectionId, summary.Subject, summary.FromEmail, summary.FromName, summary.Preview, summary.Date,
            summary.IsRead, summary.IsStarred, summary.HasAttachments, summary.PriorityScore, summary.Labels,
            [.. detail.To.Select(address => address.Email)], [.. detail.Cc.Select(address => address.Email)],
            detail.To, detail.Cc, detail.Bcc, detail.ReplyTo, detail.MessageId, detail.InReplyTo, detail.BodyText, detail.BodyHtml, detail.Attachments,
            detail.Size, detail.Flags, detail.Defects, thread, summary.Category, detail.PriorityReasons, detail.CategoryReasons);
    }

    // The rest of a message never changes, except when its content arrives after its header, which the defects show.
    public string DescribeState()
    {
        string[][] lists = [Sorted(Labels), Sorted(Flags), Sorted(Defects), .. (Thread ?? []).Select(StateOf)];
        return string.Join('\n', lists.Select(list => string.Join('\t', list)).Prepend($"{Id}\t{ThreadId}\t{Thread?.Count}"));
    }

    private static string[] StateOf(EmailSummary email) => [email.Id, $"{email.IsRead}", $"{email.IsStarred}", .. Sorted(email.Labels)];

    private static string[] Sorted(IEnumerable<string> words) => [.. words.Order(StringComparer.Ordinal)];
}

/// <param name="LabelId">The id of a label, or a role such as <c>inbox</c>.</param>
internal sealed record LabelRequest([property: Required] string? LabelId);

/// <param name="EmailIds">1 to 1,000 ids, possibly from different mailboxes.</param>
/// <param name="LabelId">
/// For <c>label</c>, <c>unlabel</c> and <c>move</c>: the id of a label, or a role such as <c>inbox</c>, which each message's mailbox must have.
/// </param>
internal sealed record BulkEditRequest([property: Required] IReadOnlyList<string?>? EmailIds, string? LabelId)
{
    public const int MaxMessages = 1000;
}

/// <param name="Updated">Messages that now have the requested state, on the mail server and here.</param>
/// <param name="Failed">The others.</param>
internal sealed record BulkEditAnswer(int Updated, IReadOnlyList<BulkEditFailure> Failed)
{
    public static BulkEditAnswer From(int wanted, EditReport report) => new(
        wanted - report.Failed.Count,
        [.. report.Failed.Select(failure => new BulkEditFailure(failure.EmailId, failure.Problem.Code, failure.Problem.Detail))]);
}

/// <param name="Code">The code with which a request for this message alone would be refused.</param>
/// <param name="Detail">One sentence for a person.</param>
internal sealed record BulkEditFailure(string Id, string Code, string Detail);
