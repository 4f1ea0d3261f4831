namespace EmailAgent.Grains.Mail;

/// <summary>The transfer encoding of an attachment that can be read in stretches.</summary>
public enum AttachmentEncoding
{
    /// <summary>The bytes as they are.</summary>
    Identity,

    /// <summary>base64.</summary>
    Base64,

    /// <summary>quoted-printable.</summary>
    QuotedPrintable,
}
