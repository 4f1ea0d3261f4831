namespace EmailAgent.Testing;

/// <summary>Fault of an <see cref="HttpFaultProxy"/> in place of forwarding a request unchanged.</summary>
public enum HttpFault
{
    None,

    /// <summary>401, as for a token that is not good.</summary>
    Unauthorized,

    /// <summary>403 with Google's reason userRateLimitExceeded.</summary>
    RateLimited,

    /// <summary>429 with Retry-After: 0, so that tests go on at once.</summary>
    TooMany,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>502 with a page of HTML.</summary>
    BadGateway,

    /// <summary>No answer until the client stops waiting.</summary>
    Silent,

    /// <summary>The connection ends before the request reaches the server.</summary>
    CutBefore,

    /// <summary>The server does what was asked, and the connection ends in the middle of its answer.</summary>
    CutAnswer,

    /// <summary>200 with something that is not an answer.</summary>
    Garbage,
}
