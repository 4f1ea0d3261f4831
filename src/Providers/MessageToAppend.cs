namespace EmailAgent.Providers;

/// <summary>A message to put into a mailbox.</summary>
/// <param name="Role">The <see cref="RemoteFolder.Role"/> of the folder: <c>sent</c> or <c>drafts</c>; made if there is none.</param>
/// <param name="Message">The message in RFC 5322 form, with CRLF.</param>
/// <param name="Flags">Flags such as <c>\Seen</c> that it starts with. A draft always has <c>\Draft</c>.</param>
/// <param name="Date">The time of receipt that it shall have, where the provider takes one.</param>
/// <param name="Replaces">The older version, which is removed for good once this one is there; null for none.</param>
public sealed record MessageToAppend(
    string Role, ReadOnlyMemory<byte> Message, IReadOnlyList<string> Flags, DateTimeOffset Date, RemoteLocation? Replaces)
{
    public const string Sent = "sent";

    public const string Drafts = "drafts";

    public override string ToString() => nameof(MessageToAppend);
}

/// <summary>The result of an append.</summary>
/// <param name="Location">The location of the message; null where the server does not report it.</param>
/// <param name="Changes">
/// What makes the copy agree at once, to be committed in this order like batches of a pull. Empty where the server reports too little; the
/// next pull of all folders finds the message then.
/// </param>
public sealed record AppendOutcome(RemoteLocation? Location, IReadOnlyList<MailboxChanges> Changes);
