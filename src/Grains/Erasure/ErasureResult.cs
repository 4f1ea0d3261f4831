namespace EmailAgent.Grains.Erasure;

/// <summary>The result of beginning an erasure.</summary>
internal enum ErasureResult
{
    Begun,

    /// <summary>The account does not exist, or its erasure has begun already.</summary>
    NoSuchUser,

    /// <summary>No administrator would be left.</summary>
    LastAdmin,
}
