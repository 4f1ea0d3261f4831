using System.Buffers.Binary;
using System.Net.Mail;
using System.Text;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace EmailAgent.Delivery.Security;

/// <summary>Keys of OpenPGP. A subkey or an address counts only if the main key has certified it.</summary>
internal static class OpenPgpKeys
{
    private const int MostUserIds = 100;

    // The tags of a public and of a secret key (RFC 9580, 5): 6 and 5, in both formats of packets.
    private const byte PacketMark = 0x80;
    private const byte NewFormat = 0x40;

    // Key flags (RFC 9580, 5.2.3.29).
    private const int ForSigning = 0x02;
    private const int ForEncryption = 0x04 | 0x08;

    /// <summary>Indicates whether content is an OpenPGP key, armored or binary.</summary>
    public static bool IsOpenPgp(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf("-----BEGIN PGP "u8) >= 0)
            return true;
        if (content.IsEmpty || (content[0] & PacketMark) == 0)
            return false;
        return ((content[0] & NewFormat) != 0 ? content[0] & 0x3F : (content[0] & 0x3C) >> 2) is 5 or 6;
    }

    public static MailKey Read(ReadOnlyMemory<byte> content, string? password)
    {
        var ring = ReadObjects(content).FirstOrDefault(found => found is PgpPublicKeyRing or PgpSecretKeyRing);
        return ring switch
        {
            PgpPublicKeyRing known => Describe(known, secret: null),
            PgpSecretKeyRing own => Describe(PublicOf(own), Pack(own, password ?? "")),
            _ => throw new MailKeyException("There is no key in this."),
        };
    }

    public static PgpPublicKeyRing Ring(MailKey key)
    {
        using var stream = new MemoryStream(key.Public.ToArray());
        return new PgpPublicKeyRing(stream);
    }

    /// <summary>Returns the key of a ring that may sign and has an id, or null. A subkey must be bound to the main key.</summary>
    public static PgpPublicKey? FindKey(PgpPublicKeyRing ring, long keyId) =>
        ring.GetPublicKey(keyId) is { } key && IsBound(ring, key) && IsFor(key, ring.GetPublicKey(), ForSigning) ? key : null;

    /// <summary>Returns the key of a ring to encrypt to at a time.</summary>
    /// <exception cref="MailKeyException">There is none.</exception>
    public static PgpPublicKey EncryptionKey(MailKey key, DateTimeOffset now)
    {
        var ring = Ring(key);
        return ring.GetPublicKeys().LastOrDefault(candidate => candidate.IsEncryptionKey && IsFor(candidate, ring.GetPublicKey(), ForEncryption) && IsUsable(candidate, now) && IsBound(ring, candidate))
            ?? throw new MailKeyException($"The key {key.Fingerprint} has no part to encrypt to, or has expired.");
    }

    /// <summary>Returns the secret key to sign with.</summary>
    /// <exception cref="MailKeyException">There is none.</exception>
    public static (PgpPublicKey Public, PgpPrivateKey Secret) SigningKey(MailKey key, DateTimeOffset now)
    {
        var packed = key.Secret ?? throw new MailKeyException("This key has no secret key.");
        var length = BinaryPrimitives.ReadInt32BigEndian(packed.Span);
        var password = Encoding.UTF8.GetString(packed.Span.Slice(sizeof(int), length));
        using var stream = new MemoryStream(packed[(sizeof(int) + length)..].ToArray());
        var own = new PgpSecretKeyRing(stream);
        var secret = own.GetSecretKeys().LastOrDefault(candidate => candidate is { IsSigningKey: true, IsPrivateKeyEmpty: false }
                && IsFor(candidate.PublicKey, own.GetPublicKey(), ForSigning) && IsUsable(candidate.PublicKey, now))
            ?? throw new MailKeyException("This key has no part to sign with, or has expired.");
        return (secret.PublicKey, secret.ExtractPrivateKeyUtf8(password.ToCharArray()));
    }

    /// <summary>Indicates whether a key is neither revoked nor expired at a time.</summary>
    public static bool IsUsable(PgpPublicKey key, DateTimeOffset at)
    {
        var (created, seconds) = (new DateTimeOffset(key.CreationTime, TimeSpan.Zero), key.GetValidSeconds());
        return !key.HasRevocation() && at >= created && (seconds == 0 || at <= created.AddSeconds(seconds));
    }

    /// <summary>Returns the addresses that the main key has certified, in lower case.</summary>
    public static IReadOnlyList<string> AddressesOf(PgpPublicKey main) =>
        [.. CertifiedIds(main).Select(AddressOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    public static string FingerprintOf(PgpPublicKey key) => Convert.ToHexStringLower(key.GetFingerprint());

    private static IEnumerable<PgpObject> ReadObjects(ReadOnlyMemory<byte> content)
    {
        using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(content.ToArray()));
        var factory = new PgpObjectFactory(stream);
        while (factory.NextPgpObject() is { } found)
            yield return found;
    }

    private static MailKey Describe(PgpPublicKeyRing ring, byte[]? secret)
    {
        var main = ring.GetPublicKey();
        var seconds = main.GetValidSeconds();
        var created = new DateTimeOffset(main.CreationTime, TimeSpan.Zero);
        return new MailKey(
            MailKeyKind.OpenPgp,
            FingerprintOf(main),
            AddressesOf(main),
            CertifiedIds(main).Select(NameOf).FirstOrDefault(name => name is not null),
            created,
            seconds == 0 ? null : created.AddSeconds(seconds),
            ring.GetEncoded(),
            secret is null ? null : (ReadOnlyMemory<byte>?)secret);
    }

    private static PgpPublicKeyRing PublicOf(PgpSecretKeyRing own)
    {
        using var stream = new MemoryStream();
        foreach (var secret in own.GetSecretKeys())
            secret.PublicKey.Encode(stream);
        stream.Position = 0;
        return new PgpPublicKeyRing(stream);
    }

    /// <summary>Packs the password and the ring, after the password has opened the first secret key.</summary>
    private static byte[] Pack(PgpSecretKeyRing own, string password)
    {
        if (own.GetSecretKeys().FirstOrDefault(secret => !secret.IsPrivateKeyEmpty) is not { } first)
            throw new MailKeyException("There is no secret key in this.");
        first.ExtractPrivateKeyUtf8(password.ToCharArray());
        var (text, ring) = (Encoding.UTF8.GetBytes(password), own.GetEncoded());
        var packed = new byte[sizeof(int) + text.Length + ring.Length];
        BinaryPrimitives.WriteInt32BigEndian(packed, text.Length);
        text.CopyTo(packed, sizeof(int));
        ring.CopyTo(packed, sizeof(int) + text.Length);
        return packed;
    }

    /// <summary>Indicates whether the main key allows a use of a key. Old keys have no flags, and may do what their algorithm can.</summary>
    private static bool IsFor(PgpPublicKey key, PgpPublicKey main, int use)
    {
        var flags = key.GetSignatures()
            .Where(signature => signature.KeyId == main.KeyId && signature.GetHashedSubPackets()?.GetKeyFlags() > 0)
            .OrderBy(signature => signature.CreationTime)
            .Select(signature => signature.GetHashedSubPackets().GetKeyFlags())
            .LastOrDefault();
        return flags == 0 || (flags & use) != 0;
    }

    private static bool IsBound(PgpPublicKeyRing ring, PgpPublicKey key)
    {
        var main = ring.GetPublicKey();
        return key.KeyId == main.KeyId || key.GetSignaturesOfType(PgpSignature.SubkeyBinding).Any(binding =>
        {
            if (binding.KeyId != main.KeyId)
                return false;
            binding.InitVerify(main);
            return binding.VerifyCertification(main, key);
        });
    }

    private static IEnumerable<string> CertifiedIds(PgpPublicKey main) =>
        main.GetUserIds().Take(MostUserIds).Where(id => main.GetSignaturesForId(id).Any(signature =>
        {
            if (signature.KeyId != main.KeyId || !signature.IsCertification())
                return false;
            signature.InitVerify(main);
            return signature.VerifyCertification(id, main);
        }));

    private static string? AddressOf(string userId)
    {
        var (start, end) = (userId.LastIndexOf('<'), userId.LastIndexOf('>'));
        var address = start >= 0 && end > start ? userId[(start + 1)..end] : userId;
        return MailAddress.TryCreate(address, out _) ? address.Trim().ToLowerInvariant() : null;
    }

    private static string? NameOf(string userId) =>
        userId.IndexOf('<', StringComparison.Ordinal) is > 0 and var start && userId[..start].Trim() is { Length: > 0 } name ? name : null;
}
