namespace EmailAgent.Delivery.Security;

/// <summary>The kind of a key for mail.</summary>
public enum MailKeyKind
{
    /// <summary>A certificate of S/MIME (RFC 8551).</summary>
    Smime,

    /// <summary>A key of OpenPGP (RFC 9580).</summary>
    OpenPgp,
}
