namespace EmailAgent.Mail.Mime;

/// <summary>How a body is written (RFC 2045 section 6).</summary>
internal enum BodyEncoding
{
    /// <summary>As it is: ASCII in lines.</summary>
    SevenBit,

    /// <summary>As it is: lines.</summary>
    EightBit,

    /// <summary>Text with few characters escaped.</summary>
    QuotedPrintable,

    /// <summary>Anything.</summary>
    Base64,
}
