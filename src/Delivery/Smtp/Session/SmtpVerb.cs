namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>Kinds of requests that a reply can answer.</summary>
internal enum SmtpVerb
{
    /// <summary>Any command that needs no treatment of its own.</summary>
    Other,

    /// <summary>AUTH, and each answer to a challenge.</summary>
    Auth,

    /// <summary>MAIL.</summary>
    Mail,

    /// <summary>RCPT.</summary>
    Recipient,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>The end of a message.</summary>
    End,

    /// <summary>QUIT.</summary>
    Quit,
}
