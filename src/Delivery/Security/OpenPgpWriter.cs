using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace EmailAgent.Delivery.Security;

/// <summary>Writes PGP/MIME (RFC 3156): signed and encrypted content.</summary>
internal static class OpenPgpWriter
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Gets the form in which content is signed: lines end in CRLF.</summary>
    public static FormatOptions Format { get; } = CreateFormat();

    public static MultipartSigned Sign(MimeEntity content, MailKey signer, DateTimeOffset now)
    {
        var bytes = Write(content);
        var (key, secret) = OpenPgpKeys.SigningKey(signer, now);
        var generator = new PgpSignatureGenerator(key.Algorithm, HashAlgorithmTag.Sha256);
        generator.InitSign(PgpSignature.BinaryDocument, secret);
        generator.Update(bytes);
        var signed = new MultipartSigned();
        signed.ContentType.Parameters["protocol"] = "application/pgp-signature";
        signed.ContentType.Parameters["micalg"] = "pgp-sha256";
        // Read from the signed bytes, so that exactly these are written again.
        using var stream = new MemoryStream(bytes);
        signed.Add(MimeEntity.Load(stream));
        signed.Add(Armored("application", "pgp-signature", "signature.asc", armor => generator.Generate().Encode(armor)));
        return signed;
    }

    public static MultipartEncrypted Encrypt(MimeEntity content, IReadOnlyList<MailKey> recipients, DateTimeOffset now)
    {
        var bytes = Write(content);
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, true, new SecureRandom());
        foreach (var recipient in recipients)
            generator.AddMethod(OpenPgpKeys.EncryptionKey(recipient, now));
        var encrypted = new MultipartEncrypted();
        encrypted.ContentType.Parameters["protocol"] = "application/pgp-encrypted";
        encrypted.Add(new MimePart("application", "pgp-encrypted")
        {
            Content = new MimeContent(new MemoryStream("Version: 1\r\n"u8.ToArray())),
            ContentTransferEncoding = ContentEncoding.SevenBit,
        });
        encrypted.Add(Armored("application", "octet-stream", "encrypted.asc", armor =>
        {
            using var cipher = generator.Open(armor, new byte[BufferSize]);
            using var literal = new PgpLiteralDataGenerator().Open(cipher, PgpLiteralData.Binary, "", bytes.Length, now.UtcDateTime);
            literal.Write(bytes);
        }));
        return encrypted;
    }

    private static MimePart Armored(string type, string subtype, string name, Action<Stream> write)
    {
        var armored = new MemoryStream();
        using (var armor = new ArmoredOutputStream(armored))
            write(armor);
        return new MimePart(type, subtype)
        {
            Content = new MimeContent(new MemoryStream(armored.ToArray())),
            ContentTransferEncoding = ContentEncoding.SevenBit,
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = name },
        };
    }

    private static byte[] Write(MimeEntity content)
    {
        using var stream = new MemoryStream();
        content.WriteTo(Format, stream);
        return stream.ToArray();
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
