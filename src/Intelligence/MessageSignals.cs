namespace EmailAgent.Intelligence;

/// <summary>The header fields that show how a message was sent.</summary>
internal sealed record MessageSignals
{
    /// <summary>The signals of a message that a person sent to few others.</summary>
    public static readonly MessageSignals None = new();

    /// <summary>Returns the identifier of the mailing list (RFC 2919), without angle brackets; null if there is none.</summary>
    public string? ListId { get; init; }

    /// <summary>Indicates whether the message has a List-Unsubscribe field (RFC 2369).</summary>
    public bool CanUnsubscribe { get; init; }

    /// <summary>Indicates whether the sender supports one-click unsubscription (RFC 8058).</summary>
    public bool CanUnsubscribeByOneClick { get; init; }

    /// <summary>Returns the Precedence field in lower case, such as <c>bulk</c>; null if there is none.</summary>
    public string? Precedence { get; init; }

    /// <summary>Returns the keyword of the Auto-Submitted field (RFC 3834) in lower case, such as <c>auto-generated</c>; null if there is none.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>Indicates whether the receiving server authenticated the sender's domain (DMARC, else aligned DKIM); null if it states no verdict.</summary>
    public bool? IsAuthenticated { get; init; }
}
