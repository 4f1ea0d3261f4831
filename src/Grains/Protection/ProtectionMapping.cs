using EmailAgent.Delivery.Security;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Protection;

/// <summary>From rows and results to what crosses grains.</summary>
internal static class ProtectionMapping
{
    public static ProtectionKey ToKey(ProtectionKeyRow row) => new(
        Ids.Format(row.Id),
        row.Key.Kind == MailKeyKind.Smime ? ProtectionKinds.Smime : ProtectionKinds.OpenPgp,
        row.Key.Fingerprint,
        row.Key.Addresses,
        row.Key.Name,
        row.Key.ValidFrom,
        row.Key.ValidUntil,
        row.Secret.Length > 0,
        row.CreatedAt);

    /// <param name="author">The only address in <c>From</c>, in lower case; null if there is none, or several.</param>
    public static SignatureResult ToResult(SignatureCheck check, string? author) => new(
        check.Status switch
        {
            SignatureStatus.Valid => "valid",
            SignatureStatus.Invalid => "invalid",
            SignatureStatus.UnknownKey => "unknown_key",
            _ => "unreadable",
        },
        check.IsTrusted,
        author is not null && check.Addresses?.Contains(author) == true,
        check.Fingerprint,
        check.Addresses ?? [],
        check.Name,
        check.SignedAt,
        check.Certificate is { } certificate ? Convert.ToBase64String(certificate.Span) : null);

    public static string ToKind(MimeProtection protection) => protection switch
    {
        MimeProtection.None => ProtectionKinds.None,
        MimeProtection.SmimeSigned or MimeProtection.SmimeOpaqueSigned => ProtectionKinds.SmimeSigned,
        MimeProtection.SmimeEncrypted => ProtectionKinds.SmimeEncrypted,
        MimeProtection.PgpSigned or MimeProtection.PgpInlineSigned => ProtectionKinds.OpenPgpSigned,
        MimeProtection.PgpEncrypted or MimeProtection.PgpInlineEncrypted => ProtectionKinds.OpenPgpEncrypted,
        _ => ProtectionKinds.Other,
    };
}
