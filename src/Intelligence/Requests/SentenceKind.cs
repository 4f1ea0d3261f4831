namespace EmailAgent.Intelligence.Requests;

/// <summary>The purpose of a sentence.</summary>
internal enum SentenceKind
{
    /// <summary>It informs.</summary>
    None,

    /// <summary>It asks the reader to do something.</summary>
    Request,

    /// <summary>It asks for an answer only.</summary>
    Question,

    /// <summary>It promises or offers something that the author does.</summary>
    Commitment,
}
