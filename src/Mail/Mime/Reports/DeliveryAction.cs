namespace EmailAgent.Mail.Mime;

/// <summary>Outcome of a message for one recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>Missing or a word that the standard does not have.</summary>
    Unknown,

    /// <summary>The message could not be delivered and will not be retried.</summary>
    Failed,

    /// <summary>The message could not be delivered yet; the server retries.</summary>
    Delayed,

    /// <summary>The message was delivered.</summary>
    Delivered,

    /// <summary>The message went on to a server that sends no reports.</summary>
    Relayed,

    /// <summary>The message went on to several addresses that are not a mailing list of the recipient.</summary>
    Expanded,
}
