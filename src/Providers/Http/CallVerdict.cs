namespace EmailAgent.Providers.Http;

/// <summary>The meaning of an answer for its call.</summary>
internal enum CallVerdict
{
    Done,

    /// <summary>The subject of the call does not exist.</summary>
    NotFound,

    /// <summary>The access token is not, or no longer, good.</summary>
    TokenRejected,

    /// <summary>Too many calls.</summary>
    Busy,

    /// <summary>The provider could not be reached, or failed.</summary>
    Failing,

    /// <summary>The provider understood the call and will not do it.</summary>
    Refused,

    /// <summary>The answer is larger than what is read.</summary>
    TooLarge,
}
