using System.Buffers.Binary;
using System.Security.Cryptography;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers;

/// <summary>
/// The identity of a message that survives moves, copies, and the renumbering of folders: a hash of its size and of the four header fields
/// that every message has and no server rewrites. Equal messages have equal identities; two deliveries of the same bytes do too, so a match
/// is always one to one.
/// </summary>
public static class MessageIdentity
{
    /// <summary>Returns the header fields that the identity consists of, which are all that must be fetched for it.</summary>
    public static IReadOnlyList<string> HeaderFields { get; } = ["Message-ID", "Date", "From", "Subject"];

    /// <param name="message">The message, or only a header with <see cref="HeaderFields"/>.</param>
    /// <param name="size">Bytes of the whole message on the server (RFC822.SIZE).</param>
    public static Guid Of(MimeMessage message, long size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, size);
        hash.AppendData(number);
        foreach (var field in HeaderFields)
        {
            var values = message.Headers.All(field);
            AppendUnfolded(hash, values.Count == 0 ? default : values[0].RawValue.Span);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return new Guid(digest[..16]);
    }

    /// <summary>Appends a value without white space, since servers fold the header of a partial fetch in their own way.</summary>
    private static void AppendUnfolded(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var space = value.IndexOfAny(" \t\r\n"u8);
            hash.AppendData(space < 0 ? value : value[..space]);
            value = space < 0 ? default : value[(space + 1)..];
        }

        hash.AppendData("\0"u8);
    }
}
