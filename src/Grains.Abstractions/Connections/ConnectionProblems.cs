namespace EmailAgent.Grains.Connections;

/// <summary>Refusals of requests for mailboxes, and of their mail servers.</summary>
public static class ConnectionProblems
{
    /// <summary>The mailbox is connected already.</summary>
    [Problem(409, "Already connected")]
    public const string AlreadyConnected = "already_connected";

    /// <summary>The mail server refused the login.</summary>
    [Problem(422, "Login refused by the mail server")]
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>The mail server could not be reached, or did not follow the protocol.</summary>
    [Problem(422, "Mail server not reachable")]
    public const string ConnectionFailed = "connection_failed";

    /// <summary>No mail server was found for the address; the request must name it.</summary>
    [Problem(422, "Mail server not found")]
    public const string ServerNotFound = "server_not_found";

    /// <summary>The operation needs the mail server, which cannot be reached now.</summary>
    [Problem(503, "Mailbox unavailable")]
    public const string MailboxUnavailable = "mailbox_unavailable";
}
