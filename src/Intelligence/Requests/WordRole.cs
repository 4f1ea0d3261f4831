namespace EmailAgent.Intelligence.Requests;

/// <summary>The role of a word in the ways in which people ask and promise.</summary>
internal enum WordRole
{
    /// <summary>Any other word.</summary>
    Other,

    /// <summary>A verb in a form that can ask for what it names.</summary>
    Verb,

    /// <summary>The author.</summary>
    Author,

    /// <summary>The reader.</summary>
    Reader,

    /// <summary>A word for something of the reader, such as your.</summary>
    OfReader,

    /// <summary>Others and things.</summary>
    Third,

    /// <summary>A verb such as can and would.</summary>
    Modal,

    /// <summary>A verb such as is and does.</summary>
    Auxiliary,

    /// <summary>A word that begins a question.</summary>
    Interrogative,

    Article,
    Please,
    Negation,
    Thanks,

    /// <summary>A word that begins a sentence and changes nothing about its purpose.</summary>
    Opening,

    /// <summary>A word that begins a condition.</summary>
    Condition,

    Preposition,

    /// <summary>Anyone, someone and the like.</summary>
    Anyone,

    Let,
}
