namespace EmailAgent.Storage.Erasure;

/// <summary>How the begin of an erasure went.</summary>
public enum ErasureResult
{
    Begun,

    /// <summary>There is no such account, or it is being erased already.</summary>
    NoSuchUser,

    /// <summary>Nobody would be left to administrate.</summary>
    LastAdmin,
}
