using System.Collections.Frozen;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes fields by their names, so that records need no comments that restate a name. Features add the names that only they have.</summary>
internal static class FieldNotes
{
    private static readonly Dictionary<string, FieldNote> OfSeveralFeatures = new(StringComparer.Ordinal)
    {
        ["access"] = new("The caller's access to the mailbox.", null),
        ["access_token"] = new("The access token.", "\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\""),
        ["address"] = new("An IP address.", "\"203.0.113.7\""),
        ["after"] = new("A position in the event log.", "41"),
        ["attempts"] = new("Number of attempts so far.", "1"),
        ["backlog"] = new("Number of waiting items.", null),
        ["code"] = new("A stable code.", "\"not_found\""),
        ["connection_id"] = new("The mailbox.", FieldExamples.Id),
        ["connection_ids"] = new("The only mailboxes that are visible; null for all.", null),
        ["created_at"] = new("When it was created.", FieldExamples.Time),
        ["detail"] = new("One sentence for a person.", "\"There is no such message.\""),
        ["display_name"] = new("The name that the owner gave the mailbox.", "\"Work\""),
        ["email"] = new("An email address.", "\"ada@example.org\""),
        ["error"] = new("The last error as text; null if there is none.", "null"),
        ["expires_at"] = new("When it ends.", FieldExamples.Time),
        ["first_name"] = new("Given name.", "\"Ada\""),
        ["flags"] = new("Flags of the message, as the mail server names them.", "[\"\\\\Seen\"]"),
        ["has_next"] = new("Whether there is a next page.", "false"),
        ["has_prev"] = new("Whether there is a previous page.", "false"),
        ["id"] = new("An opaque id.", FieldExamples.Id),
        ["items"] = new("The items of this page or list.", null),
        ["key"] = new("The key itself, shown only once.", "\"ea_live_4f9d\""),
        ["last_name"] = new("Family name.", "\"Lovelace\""),
        ["last_push"] = new("When the provider last pushed; null for never.", FieldExamples.Time),
        ["last_used_at"] = new("When it was last used.", FieldExamples.Time),
        ["members"] = new("Members of the organization.", null),
        ["message_id"] = new("The Message-ID of the message, without angle brackets; null when it has none.", "\"a1b2@example.com\""),
        ["name"] = new("A display name.", "\"Work\""),
        ["next_after"] = new("Continues the list; null at its end.", null),
        ["next_attempt"] = new("When the next attempt is due; null when none is.", null),
        ["page"] = new("The number of this page, from 1.", "1"),
        ["page_size"] = new("Items per page.", "20"),
        ["password"] = new("The password.", "\"correct horse battery\""),
        ["provider"] = new("The kind of mailbox.", null),
        ["request_id"] = new("The id of the request.", "\"7f1c2d3e4b5a69788796a5b4c3d2e1f0\""),
        ["role"] = new("The role.", "null"), // of a label; where there is always one, its first word
        ["scopes"] = new("Permissions.", null),
        ["secret"] = new("The secret in Base32.", "\"JBSWY3DPEHPK3PXP\""),
        ["seq"] = new("The position, from 1.", "42"),
        ["source"] = new("Where it comes from.", null),
        ["status"] = new("The state.", null),
        ["title"] = new("The kind of problem as text.", "\"Not found\""),
        ["token"] = new("A token.", "\"tok_3Fh8\""),
        ["total"] = new("Number of items in the whole list.", "1"),
        ["type"] = new("Its type.", null),
        ["user_agent"] = new("The client's User-Agent; null if it sent none.", "\"curl/8.5\""),
        ["user_id"] = new("The user.", FieldExamples.Id),
    };

    // Throws if a name is described twice.
    private static readonly FrozenDictionary<string, FieldNote> ByName = typeof(FieldNotes).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IFieldNotes)))
        .SelectMany(type => ((IFieldNotes)Activator.CreateInstance(type)!).ByName)
        .Concat(OfSeveralFeatures)
        .ToDictionary(StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static FieldNote? Of(string field) => ByName.GetValueOrDefault(field);
}
