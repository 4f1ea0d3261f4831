using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Api.Priority;

/// <summary>A message in the inbox with the reasons of its priority.</summary>
/// <param name="PriorityReasons">The three features that moved the priority most, the strongest first.</param>
internal sealed record PriorityEmailAnswer(
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
    [property: CategoryName] string? Category,
    IReadOnlyList<ScoreReason> PriorityReasons)
{
    public static PriorityEmailAnswer From(PriorityEmail ranked)
    {
        var email = ranked.Email;
        return new PriorityEmailAnswer(
            email.Id, email.ThreadId, email.ConnectionId, email.Subject, email.FromEmail, email.FromName, email.Preview, email.Date,
            email.IsRead, email.IsStarred, email.HasAttachments, email.PriorityScore, email.Labels, email.Category, ranked.Reasons);
    }
}

/// <summary>A page of the inbox, most important first.</summary>
internal sealed record PriorityInboxAnswer(IReadOnlyList<PriorityEmailAnswer> Items, string? NextAfter)
{
    public static PriorityInboxAnswer From(PriorityPage page) => new([.. page.Items.Select(PriorityEmailAnswer.From)], page.NextAfter);
}

/// <summary>A judgement of a message; at least one field is required.</summary>
/// <param name="Important">Whether the message matters. The priority of the message and of recent mail of its sender changes at once.</param>
/// <param name="Category">The kind of mail that the message is; later mail of its sender is of that kind, too.</param>
/// <param name="NeedsReply">Whether an answer to the message is due; false takes its thread off the list of answers that are due.</param>
internal sealed record EmailFeedbackRequest(bool? Important, [property: CategoryName] string? Category, bool? NeedsReply);
