using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.X509;

namespace EmailAgent.Delivery.Security;

/// <summary>Signs and encrypts messages that are built. Header fields, the subject among them, stay readable.</summary>
public static class MailProtector
{
    private const int LongestLine = 78;

    /// <summary>Signs a message, encrypts it, or both: first signed, then encrypted.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signer">The sender's key with its secret; null for no signature.</param>
    /// <param name="recipients">The keys of all who can read it, the sender's among them; empty for no encryption. All keys are of one kind.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="MailKeyException">A key has no secret, cannot be used now, or is of another kind than the others.</exception>
    public static byte[] Protect(ReadOnlyMemory<byte> message, MailKey? signer, IReadOnlyList<MailKey> recipients, DateTimeOffset now)
    {
        MailKey[] keys = signer is null ? [.. recipients] : [signer, .. recipients];
        if (keys.Length == 0)
            return message.ToArray();
        if (keys.DistinctBy(key => key.Kind).Count() > 1)
            throw new MailKeyException("The keys are not all of one kind, S/MIME or OpenPGP.");
        try
        {
            return Protect(message, signer, recipients, keys[0].Kind, now);
        }
        catch (Exception error) when (error is ArgumentException or CmsException or PgpException)
        {
            throw new MailKeyException("A key does not allow this use, such as a certificate that is not for mail.", error);
        }
    }

    private static byte[] Protect(ReadOnlyMemory<byte> message, MailKey? signer, IReadOnlyList<MailKey> recipients, MailKeyKind kind, DateTimeOffset now)
    {
        using var source = new MemoryStream(message.ToArray());
        using var built = MimeMessage.Load(source);
        var content = built.Body ?? throw new InvalidDataException("The message has no body.");
        if (signer is not null)
        {
            // Relays may change lines of eight bits, and with them the signed content.
            content.Prepare(EncodingConstraint.SevenBit, LongestLine);
            content = kind == MailKeyKind.Smime ? SignSmime(content, signer) : OpenPgpWriter.Sign(content, signer, now);
        }

        if (recipients.Count > 0)
            content = kind == MailKeyKind.Smime ? EncryptSmime(content, recipients) : OpenPgpWriter.Encrypt(content, recipients, now);
        built.Body = content;
        using var result = new MemoryStream();
        built.WriteTo(OpenPgpWriter.Format, result);
        return result.ToArray();
    }

    private static MultipartSigned SignSmime(MimeEntity content, MailKey signer)
    {
        var certificates = SmimeKeys.Certificates(signer);
        try
        {
            using var context = new TemporarySecureMimeContext();
            var own = new CmsSigner(certificates.Select(certificate => new X509Certificate(certificate.RawData)), SmimeKeys.Secret(signer))
            {
                DigestAlgorithm = DigestAlgorithm.Sha256,
            };
            return MultipartSigned.Create(context, own, content);
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    private static ApplicationPkcs7Mime EncryptSmime(MimeEntity content, IReadOnlyList<MailKey> recipients)
    {
        using var context = new TemporarySecureMimeContext();
        var readers = new CmsRecipientCollection();
        foreach (var recipient in recipients)
        {
            var certificates = SmimeKeys.Certificates(recipient);
            readers.Add(new CmsRecipient(new X509Certificate(certificates[0].RawData)) { EncryptionAlgorithms = [EncryptionAlgorithm.Aes256] });
            foreach (var certificate in certificates)
                certificate.Dispose();
        }

        return ApplicationPkcs7Mime.Encrypt(context, readers, content);
    }
}
