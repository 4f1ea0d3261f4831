namespace EmailAgent.Providers;

/// <summary>A mailbox could not be opened or used. The message is fit for the owner's eyes and holds no secret.</summary>
public sealed class ProviderException(ProviderFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFailure Failure { get; } = failure;

    /// <summary>Indicates whether only one command has failed, and the session is usable as before.</summary>
    public bool LeavesSession => Failure is ProviderFailure.Refused or ProviderFailure.TooLarge or ProviderFailure.Exists;

    /// <summary>Returns the wait that the server requests; null when it names none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

public enum ProviderFailure
{
    /// <summary>The server refused the login; another attempt with the same secret is useless.</summary>
    Authentication,

    /// <summary>The server could not be reached, fell silent, or closed the connection; worth another try.</summary>
    Unreachable,

    /// <summary>The server broke the protocol; worth another try, later.</summary>
    Protocol,

    /// <summary>The server refused one command; the session lives on.</summary>
    Refused,

    /// <summary>The requested content is larger than the limit; the session lives on, and another attempt is useless.</summary>
    TooLarge,

    /// <summary>There is such a folder or label already; the session lives on.</summary>
    Exists,

    /// <summary>The server asks for fewer commands, or refuses all of a kind for now; worth another try after a wait.</summary>
    Busy,
}
