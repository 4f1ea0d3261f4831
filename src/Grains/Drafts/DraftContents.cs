using System.Text.Json;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Threads;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Drafts;

/// <summary>The contents of drafts: as they were saved here, or read from the message that another mail client has saved.</summary>
internal sealed class DraftContents(MailReader mail, DraftReader reader)
{
    private const int PreviewedLength = 2_000;

    // A message of text only stays one when it is sent.
    private const string TextOnly = "";

    // Without images of other servers, a save would lose them.
    private static readonly HtmlSanitizerOptions Shown = new() { AllowRemoteContent = true };

    private static readonly Problem NotRead = new(DraftProblems.NotRead, "The mailbox has not delivered the content of this draft yet; try again in a moment.");

    /// <summary>Returns what a save stores.</summary>
    public static DraftContent Of(ComposeRequest message)
    {
        var json = JsonSerializer.Serialize(message, DraftContentJson.Default.ComposeRequest);
        var text = message.BodyText ?? (message.BodyHtml is { } html ? HtmlToText.Convert(html, PreviewedLength) : "");
        return new DraftContent(
            json,
            message.Subject ?? "",
            [.. (message.To ?? []).Take(DraftFollower.ListedRecipients).Select(address => address.Email)],
            Preview.Of(text),
            FilesOf(message));
    }

    /// <summary>Reads a draft for its author, or to be sent.</summary>
    /// <param name="isShown">Sanitizes HTML that came from the mailbox.</param>
    public async Task<Outcome<ComposeRequest>> ReadAsync(DraftRow draft, bool isShown, CancellationToken cancellationToken)
    {
        var saved = draft.Content is null ? null : JsonSerializer.Deserialize(draft.Content, DraftContentJson.Default.ComposeRequest);
        if (!draft.IsForeign)
            return saved is null ? NotRead : WithCurrentFiles(saved, draft.Aliases);
        if (draft.MailId is not { } mailId || await mail.GetAsync(Visibility.OfAll(draft.UserId), mailId, cancellationToken) is not { } found || IsPartial(found))
            return NotRead;
        var answered = saved?.InReplyToId ?? await FindAnsweredAsync(draft, found, cancellationToken);
        return Read(draft, found, saved, answered, isShown);
    }

    /// <summary>Replaces the ids of attachments of former messages by those that they have now.</summary>
    public static ComposeRequest WithCurrentFiles(ComposeRequest message, string aliases)
    {
        if (message.AttachmentIds is not { Count: > 0 } ids || aliases == "{}")
            return message;
        var known = ReadAliases(aliases);
        return message with { AttachmentIds = [.. ids.Select(id => known.GetValueOrDefault(id, id))] };
    }

    /// <summary>Returns the attachments of a message.</summary>
    public static IReadOnlyList<Guid> FilesOf(ComposeRequest message) =>
        [.. (message.AttachmentIds ?? []).Select(id => Ids.TryParse(id, out var file) ? file : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    /// <summary>Returns the attachments of a stored content.</summary>
    public static IReadOnlyList<Guid> ReadFiles(string? content) =>
        content is not null && JsonSerializer.Deserialize(content, DraftContentJson.Default.ComposeRequest) is { } saved ? FilesOf(saved) : [];

    public static Dictionary<string, string> ReadAliases(string json) => JsonSerializer.Deserialize(json, DraftContentJson.Default.DictionaryStringString) ?? [];

    public static string WriteAliases(Dictionary<string, string> aliases) => JsonSerializer.Serialize(aliases, DraftContentJson.Default.DictionaryStringString);

    private static ComposeRequest Read(DraftRow draft, MailDetail found, ComposeRequest? saved, string? answered, bool isShown) => new()
    {
        ConnectionId = Ids.Format(draft.ConnectionId),
        To = ToAddresses(found.Headers.To),
        Cc = ToAddresses(found.Headers.Cc),
        Bcc = ToAddresses(found.Headers.Bcc),
        ReplyTo = ToAddresses(found.Headers.ReplyTo),
        Subject = found.Summary.Subject,
        BodyText = found.BodyText,
        BodyHtml = found.BodyHtml is not { } html ? TextOnly : isShown ? HtmlSanitizer.Sanitize(html, Shown) : html,
        AttachmentIds = found.Attachments.Count == 0 ? null : [.. found.Attachments.Select(file => Ids.Format(file.Id))],
        InReplyToId = answered,
        ForwardOfId = saved?.ForwardOfId,
        IdentityId = saved?.IdentityId,
        // What is to be protected stays so.
        Sign = saved?.Sign,
        Encrypt = saved?.Encrypt,
        // Another mail client has written signature and quotation into the body; what was begun here gets them when it is sent.
        Signature = saved is null ? false : saved.Signature,
        Quote = saved is null ? false : saved.Quote,
    };

    private async Task<string?> FindAnsweredAsync(DraftRow draft, MailDetail found, CancellationToken cancellationToken)
    {
        if (found.Headers.InReplyTo is not [var id, ..])
            return null;
        var message = await reader.FindMessageAsync(draft.UserId, draft.ConnectionId, id, ReferenceHash.Of(id), cancellationToken);
        return message is { } answered ? Ids.Format(answered) : null;
    }

    private static bool IsPartial(MailDetail found) => DefectCodes.Read(found.Defects).Contains(DefectCodes.Partial);

    private static IReadOnlyList<ComposeAddress>? ToAddresses(IReadOnlyList<EmailAddress> addresses) =>
        addresses.Count == 0 ? null : [.. addresses.Select(address => new ComposeAddress(address.Name, address.Email))];
}
