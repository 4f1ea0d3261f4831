namespace EmailAgent.Mail.Imap.Wire;

/// <summary>What <see cref="ResponseFramer"/> needs next.</summary>
internal enum FramerStep
{
    /// <summary>More input.</summary>
    NeedData,

    /// <summary>Nothing: the response is complete.</summary>
    Complete,

    /// <summary>That the next bytes of input go to the sink of the literal that is being received.</summary>
    ToSink,
}
