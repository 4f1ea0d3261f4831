using System.Buffers.Binary;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads winmail.dat (MS-OXTNEF). Never throws on content; time and memory are linear in its length.</summary>
public static class TnefReader
{
    private const uint Signature = 0x223E9F78;
    private const int HeaderLength = 6;
    private const int AttributeHeaderLength = 9;

    /// <summary>Reads a file; null if it is not TNEF. Attachments refer to <paramref name="data"/>, which must stay unchanged.</summary>
    /// <param name="data">The decoded attachment.</param>
    /// <param name="limits">
    /// At most <see cref="MimeLimits.MaxParts"/> attachments, <see cref="MimeLimits.MaxTextLength"/> characters of a body and as many bytes
    /// of decompressed RTF. Default: <see cref="MimeLimits.Default"/>.
    /// </param>
    public static TnefMessage? Read(ReadOnlyMemory<byte> data, MimeLimits? limits = null)
    {
        if (data.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(data.Span) != Signature)
            return null;
        var builder = new TnefBuilder(limits ?? MimeLimits.Default);
        var rest = data[HeaderLength..];
        while (rest.Length >= AttributeHeaderLength)
        {
            var isAttachment = rest.Span[0] == 2;
            var id = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[1..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[5..]);
            var body = rest[AttributeHeaderLength..];
            var isWhole = length <= body.Length;
            builder.Add(isAttachment, id, isWhole ? body[..(int)length] : body);
            if (!isWhole)
                return builder.Build(complete: false);

            // A checksum of two bytes follows, which some writers leave wrong.
            rest = body[Math.Min((int)Math.Min(length + 2L, int.MaxValue), body.Length)..];
        }

        return builder.Build(complete: rest.IsEmpty);
    }
}
