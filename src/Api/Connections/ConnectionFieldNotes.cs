using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Connections;

/// <summary>Descriptions of the fields of mailboxes.</summary>
internal sealed class ConnectionFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["can_send"] = new("Whether mail can be sent from the mailbox.", "true"),
        ["capabilities"] = new("The capabilities of the mail server.", "[\"IDLE\",\"CONDSTORE\"]"),
        ["confidence"] = new("The confidence in the servers.", "\"high\""),
        ["host"] = new("Host name of the mail server.", "\"mail.example.org\""),
        ["last_sync"] = new("When the last complete sync ended; null before the first.", FieldExamples.Time),
        ["notes"] = new("What the owner needs to know.", "[\"The provider accepts no account password here: create an app password for it.\"]"),
        ["port"] = new("TCP port of the mail server.", "993"),
        ["push"] = new("Whether the provider pushes.", null),
        ["pushes"] = new("The provider's pushes; null if it offers none.", null),
        ["security"] = new("How the connection to the mail server is secured.", null),
        ["send_error"] = new("Why mail cannot be sent, or why the submission server did not work when it was verified; null if it works.", null),
        ["sign_in"] = new("How the owner connects the mailbox.", "\"password\""),
        ["smtp"] = new("The submission server of the mailbox.", null),
        ["username"] = new("The user name at the mail server.", "\"ada@example.org\""),
    };
}
