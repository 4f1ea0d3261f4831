using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A charset that the framework does not decode, or not all of. It only decodes, and never throws on content.</summary>
internal abstract class OwnEncoding : Encoding
{
    protected const char Unknown = '\uFFFD';

    /// <summary>Decodes all of the bytes.</summary>
    /// <returns>Characters written, at most <see cref="Encoding.GetMaxCharCount"/>.</returns>
    protected abstract int Decode(ReadOnlySpan<byte> bytes, Span<char> chars);

    public sealed override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars) => Decode(bytes, chars);

    public sealed override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public sealed override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count), new char[GetMaxCharCount(count)]);

    public sealed override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public sealed override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    public sealed override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

    public override int GetMaxCharCount(int byteCount) => (2 * byteCount) + 1;
}
