namespace EmailAgent.Intelligence.Retrieval;

/// <summary>The kind of fact that a question asks for.</summary>
internal enum AnswerKind
{
    Anything,

    /// <summary>A date or a time of day.</summary>
    Time,

    /// <summary>A number: of things, or of money.</summary>
    Amount,

    /// <summary>A person, by name or address.</summary>
    Person,
}
