using System.Buffers;
using EmailAgent.Delivery.Security;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Protection;

/// <summary>
/// The verification of a message. Signatures are verified over the bytes that the reader of mail takes for the signed part, so that what is shown as
/// signed is what was verified. Pure.
/// </summary>
/// <param name="issuers">Verifies signatures of S/MIME.</param>
/// <param name="trustedServers">The servers whose checks are trusted.</param>
internal sealed class ProtectionReader(SmimeSignatures issuers, IReadOnlySet<string> trustedServers)
{
    private const int MostChecks = 50;

    private static readonly SignatureCheck Unreadable = new(SignatureStatus.Unreadable);

    private static readonly string[] Subjects = ["header.d", "header.from", "smtp.mailfrom", "header.i", "smtp.helo"];

    /// <param name="raw">The message as its server has it.</param>
    /// <param name="keys">The keys that the user has stored.</param>
    public EmailProtection Read(ReadOnlyMemory<byte> raw, IReadOnlyList<MailKey> keys)
    {
        var message = MimeParser.Parse(raw);
        var signed = FindSigned(message.Root);
        var author = message.From is [var only] ? only.Address.ToLowerInvariant() : null;
        return new EmailProtection(
            ProtectionMapping.ToKind(message.Protection),
            IsWhole: signed == message.Root,
            signed is null ? [] : [.. Verify(signed, keys).Select(check => ProtectionMapping.ToResult(check, author))],
            [.. message.AuthenticationResults.SelectMany(Checks).Take(MostChecks)]);
    }

    private static MimePart? FindSigned(MimePart part) =>
        part.Protection is MimeProtection.SmimeSigned or MimeProtection.SmimeOpaqueSigned or MimeProtection.PgpSigned
            ? part
            : part.Children.Select(FindSigned).FirstOrDefault(found => found is not null);

    private IReadOnlyList<SignatureCheck> Verify(MimePart part, IReadOnlyList<MailKey> keys)
    {
        if (part.Protection == MimeProtection.SmimeOpaqueSigned)
            return issuers.VerifyOpaque(Decode(part), keys).Checks;
        if (part.Children is not [var content, var signature])
            return [Unreadable];
        var covered = WithCrlf(content.Raw);
        return part.Protection == MimeProtection.SmimeSigned
            ? issuers.Verify(covered, Decode(signature), keys)
            : OpenPgpSignatures.Verify(covered, Decode(signature), keys);
    }

    private IEnumerable<ServerCheck> Checks(AuthenticationResults field) => field.Results.Select(check => new ServerCheck(
        field.ServerId,
        trustedServers.Contains(field.ServerId),
        check.Method,
        check.Result,
        Subjects.Select(check.Property).FirstOrDefault(subject => subject is not null)));

    private static ReadOnlyMemory<byte> Decode(MimePart part)
    {
        var writer = new ArrayBufferWriter<byte>();
        part.DecodeBytes(writer);
        return writer.WrittenMemory;
    }

    /// <summary>Returns the content with the line ends with which it was signed (RFC 1847, 2.1); some servers store only LF.</summary>
    private static ReadOnlyMemory<byte> WithCrlf(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        var result = new ArrayBufferWriter<byte>(bytes.Length + 64);
        var isChanged = false;
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            var hasReturn = end > start && bytes[end - 1] == (byte)'\r';
            result.Write(bytes[start..end]);
            if (length < 0)
                break;
            result.Write(hasReturn ? "\n"u8 : "\r\n"u8);
            isChanged |= !hasReturn;
            start = end + 1;
        }

        return isChanged ? result.WrittenMemory : content;
    }
}
