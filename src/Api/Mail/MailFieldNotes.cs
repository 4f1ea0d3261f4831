using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Mail;

/// <summary>Descriptions of the fields of messages and labels.</summary>
internal sealed class MailFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["attachments"] = new("The files of the message, without their content.", null),
        ["bcc"] = new("Recipients of blind copies.", "[]"),
        ["body_html"] = new("The body as sanitized HTML.", "\"<p>Shall we meet at noon?</p>\""),
        ["body_text"] = new("The body as plain text.", "\"Shall we meet at noon?\""),
        ["category"] = new("The kind of mail; null until the message is analyzed, and for sent messages.", "\"newsletter\""),
        ["category_reasons"] = new("Reasons for the category, as sentences.", "[\"It comes from a mailing list.\"]"),
        ["cc"] = new("Recipients of copies.", "[]"),
        ["cc_emails"] = new("Addresses of the recipients of copies.", "[]"),
        ["content_id"] = new("The Content-ID by which the HTML refers to it; null without one.", "\"logo@example.org\""),
        ["content_type"] = new("The media type, as the sender declared it.", "\"application/pdf\""),
        ["date"] = new("When the message was sent.", FieldExamples.Time),
        ["email_ids"] = new("Ids of messages.", $"[{FieldExamples.Id}]"),
        ["failed"] = new("The items that failed, and the reasons.", null),
        ["filename"] = new("The name of the file, generated if the message has none.", "\"report.pdf\""),
        ["from_email"] = new("The sender's address; empty when the message names none.", "\"bob@example.com\""),
        ["from_name"] = new("The sender's name; null when the message names none.", "\"Bob\""),
        ["has_attachments"] = new("Whether the message has files that are not part of its HTML.", "true"),
        ["in_reply_to"] = new("Message-ID of the message that this one answers; null for none.", "null"),
        ["inline"] = new("Whether the HTML shows it.", "false"),
        ["is_read"] = new("Whether the message has been read.", "true"),
        ["is_starred"] = new("Whether the message is starred.", "false"),
        ["label_id"] = new("A label: its id, or a role such as `inbox`.", "\"archive\""),
        ["labels"] = new("Ids of the labels and folders that the message is in.", $"[{FieldExamples.Id}]"),
        ["message_count"] = new("Number of messages.", "12"),
        ["path"] = new("Full name, parts separated by a slash.", "\"Projects/Work\""), // ends in the example of name
        ["preview"] = new("The beginning of the text.", "\"Shall we meet at noon?\""),
        ["priority_reasons"] = new("The three features that moved the priority most, the strongest first.", null),
        ["priority_score"] = new("The estimated probability, 0 to 1, that the owner acts on the message; null until it is analyzed, and for sent messages.", "0.72"),
        ["reply_to"] = new("Addresses for replies; empty if the message names none.", "[]"),
        ["size"] = new("Size in bytes.", "48213"),
        ["subject"] = new("The subject; empty when there is none.", "\"Lunch\""),
        ["thread_id"] = new("The thread that the message belongs to.", FieldExamples.Id),
        ["to"] = new("Recipients.", null),
        ["to_emails"] = new("Addresses of the recipients.", "[\"ada@example.org\"]"),
        ["unread_count"] = new("Number of unread messages.", "3"),
    };
}
