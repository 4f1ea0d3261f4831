namespace EmailAgent.Intelligence.Priority;

/// <summary>All that features are computed from.</summary>
internal sealed record PriorityInput(AnalyzedMessage Message, PriorityFacts Facts, OwnerAddresses Owner, PriorityText Text)
{
    /// <summary>Indicates whether one of the owner's addresses is in To.</summary>
    public bool IsToOwner { get; } = Message.To.Any(person => Owner.Contains(person.Email));

    /// <summary>Indicates whether one of the owner's addresses is in Cc.</summary>
    public bool IsCcOwner { get; } = Message.Cc.Any(person => Owner.Contains(person.Email));

    /// <summary>Indicates whether the message went to many who did not ask for it one by one.</summary>
    public bool IsBulk => Message.Signals is { ListId: null, CanUnsubscribe: true } or { CanUnsubscribeByOneClick: true } or { Precedence: "bulk" or "junk", ListId: null };

    /// <summary>Indicates whether a program sent the message.</summary>
    public bool IsAutomatic => Message.Signals.AutoSubmitted is not (null or "no") || AutomaticSender.Is(Message.From.Email);
}
