namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A connected mailbox of a series.</summary>
/// <param name="User">Its user at the mail servers, which is also its address.</param>
/// <param name="Route">Where its mail goes.</param>
internal sealed record SendingMailbox(string User, string ConnectionId, SendingRoute Route);

/// <summary>The servers that take the mail of a mailbox.</summary>
internal enum SendingRoute
{
    /// <summary>Postfix behind a proxy that cuts connections.</summary>
    Postfix,

    /// <summary>The same, and Postfix itself files the copy in the folder Sent.</summary>
    FilingPostfix,

    /// <summary>The server that fails on demand.</summary>
    Faulty,
}
