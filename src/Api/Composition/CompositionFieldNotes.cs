using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Composition;

/// <summary>Describes the fields of messages to be sent and of identities.</summary>
internal sealed class CompositionFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["attachment_ids"] = new("Ids of the files that are attached.", $"[{FieldExamples.Id}]"),
        ["encrypt"] = new("Whether the message is encrypted for its recipients and its sender.", "false"),
        ["forward_of_id"] = new("The message that is forwarded; null for none.", "null"),
        ["identity_id"] = new("The identity from which the message is sent.", FieldExamples.Id),
        ["quote"] = new("Whether the original of a reply is quoted.", "true"),
        ["reply_all"] = new("Whether the other recipients of the original are answered, too.", "false"),
        ["sign"] = new("Whether the message is signed by the key of its sender.", "false"),
        ["signature"] = new("Whether the bodies end with the signature of the identity.", "true"),
        ["signature_html"] = new("The signature of HTML; null for none.", "\"<b>Ada</b>\""),
        ["signature_text"] = new("The signature of texts; null for none.", "\"Ada\""),
        ["template_id"] = new("The template that gives subject and bodies.", "null"),
    };
}
