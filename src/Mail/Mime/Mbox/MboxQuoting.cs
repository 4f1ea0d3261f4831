namespace EmailAgent.Mail.Mime;

/// <summary>How lines of a message that begin with "From " are protected in an mbox file.</summary>
public enum MboxQuoting
{
    /// <summary>By one more "&gt;" before any number of them: ">From " and ">>From " lose one. Nothing is lost.</summary>
    Mboxrd,

    /// <summary>By a "&gt;" before "From " alone; ">From " loses it, ">>From " stays. Ambiguous, as the format is.</summary>
    Mboxo,

    /// <summary>Not at all: Content-Length says where a message ends (mboxcl2), or the writer did not care.</summary>
    None,
}
