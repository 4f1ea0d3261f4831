namespace EmailAgent.Mail.Imap.Wire;

/// <summary>Next need of <see cref="ResponseFramer"/>.</summary>
internal enum FramerStep
{
    /// <summary>More input.</summary>
    NeedData,

    /// <summary>No further input: the response is complete.</summary>
    Complete,

    /// <summary>Bytes for the sink of the literal that is being received.</summary>
    ToSink,
}
