namespace EmailAgent.Mail.Imap.Wire;

/// <summary>The condition of a status response (RFC 9051 section 7.1).</summary>
internal enum StatusCondition
{
    Ok,
    No,
    Bad,
    PreAuth,
    Bye,
}
