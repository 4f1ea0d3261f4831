namespace EmailAgent.Grains.Composition;

/// <summary>Rules for requests that need no look at anything else.</summary>
internal static class ComposePolicy
{
    private const int LongestSubject = 1_000;
    private const int MostAttachments = 100;

    /// <summary>Adds a refusal for each field that is wrong, except the addresses.</summary>
    public static void Check(ComposeRequest request, List<Problem?> problems)
    {
        CheckSubject(request.Subject, problems);
        CheckBodies(request, problems);
        CheckIds(request, problems);
        if (request.ReplyAll == true && request.InReplyToId is null)
            problems.Add(Invalid("reply_all", "Needs in_reply_to_id, the message that is answered."));
        if (request is { InReplyToId: not null, ForwardOfId: not null })
            problems.Add(Invalid("forward_of_id", "A message cannot be a reply and a forwarded message at once; attach one of them."));
        if (request is { Variables: not null, TemplateId: null })
            problems.Add(Invalid("variables", "Needs template_id."));
        if (request is { Encrypt: true, Bcc.Count: > 0 })
            problems.Add(Invalid("bcc", "Excludes encrypt: an encrypted message shows each reader's key to the others; send it to them separately."));
    }

    /// <summary>Checks the subject that a template makes, too.</summary>
    public static void CheckSubject(string? subject, List<Problem?> problems)
    {
        if (subject?.Length > LongestSubject)
            problems.Add(Invalid("subject", $"Must not be longer than {LongestSubject} characters."));
        else if (subject?.Any(char.IsControl) == true)
            problems.Add(Invalid("subject", "Must not contain control characters, such as line breaks."));
    }

    private static void CheckBodies(ComposeRequest request, List<Problem?> problems)
    {
        if (request.TemplateId is not null && (request.BodyText ?? request.BodyHtml) is not null)
            problems.Add(Invalid("template_id", "Excludes body_text and body_html, which the template gives."));
        if (request is { TemplateId: null, BodyText: null, BodyHtml: null, ForwardOfId: null })
            problems.Add(Invalid("body_text", "body_text, body_html or template_id is required."));
        if (request.BodyText?.Contains('\0', StringComparison.Ordinal) == true)
            problems.Add(Invalid("body_text", "Must not contain U+0000."));
        if (request.BodyHtml?.Contains('\0', StringComparison.Ordinal) == true)
            problems.Add(Invalid("body_html", "Must not contain U+0000."));
    }

    private static void CheckIds(ComposeRequest request, List<Problem?> problems)
    {
        if (request.AttachmentIds is not { } attachments)
            return;
        if (attachments.Count > MostAttachments)
        {
            problems.Add(Invalid("attachment_ids", $"A message has at most {MostAttachments} attachments."));
            return;
        }

        foreach (var (place, id) in attachments.Index())
        {
            if (!PublicId.TryParse(id, out _))
                problems.Add(Invalid($"attachment_ids[{place}]", "There is no such attachment."));
        }
    }

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
