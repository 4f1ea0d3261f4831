namespace EmailAgent.Mail.Mime;

/// <summary>What became of a message for one recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>Missing or a word that the standard does not have.</summary>
    Unknown,

    /// <summary>It could not be delivered and will not be tried again.</summary>
    Failed,

    /// <summary>It could not be delivered yet; the server goes on trying.</summary>
    Delayed,

    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>It went on to a server that sends no reports.</summary>
    Relayed,

    /// <summary>It went on to several addresses that are no mailing list of the recipient's.</summary>
    Expanded,
}
