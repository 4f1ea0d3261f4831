namespace EmailAgent.Grains.Composition;

/// <summary>Refusals of messages to be sent and of identities.</summary>
public static class CompositionProblems
{
    /// <summary>The message is larger than its provider accepts.</summary>
    [Problem(422, "Message too large")]
    public const string TooLarge = "message_too_large";

    /// <summary>A recipient is at a domain to which this installation does not send.</summary>
    [Problem(422, "Recipient not allowed")]
    public const string RecipientNotAllowed = "recipient_not_allowed";

    /// <summary>The mailbox has an identity with this address already.</summary>
    [Problem(409, "Identity exists")]
    public const string IdentityExists = "identity_exists";

    /// <summary>The identity is the address of the mailbox, or one that its provider keeps; it cannot be deleted here.</summary>
    [Problem(409, "Identity cannot be deleted")]
    public const string IdentityKept = "identity_kept";
}
