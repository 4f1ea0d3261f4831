using System.Buffers.Binary;
using System.Text;

namespace EmailAgent.Mail.Tests.Mime.Tnef;

/// <summary>Writes TNEF files for tests (MS-OXTNEF).</summary>
internal sealed class TnefFile
{
    public const uint CodePage = 0x00069007;
    public const uint Subject = 0x00018004;
    public const uint Body = 0x0002800C;
    public const uint MessageProperties = 0x00069003;
    public const uint RenderData = 0x00069002;
    public const uint Title = 0x00018010;
    public const uint Data = 0x0006800F;
    public const uint AttachmentProperties = 0x00069005;

    private readonly List<byte> _bytes = [0x78, 0x9F, 0x3E, 0x22, 1, 0];

    public byte[] Bytes => [.. _bytes];

    public TnefFile Add(uint id, byte[] data)
    {
        _bytes.Add((byte)(id is RenderData or Title or Data or AttachmentProperties ? 2 : 1));
        _bytes.AddRange(Number(id));
        _bytes.AddRange(Number((uint)data.Length));
        _bytes.AddRange(data);
        _bytes.AddRange([0, 0]);
        return this;
    }

    public TnefFile Add(uint id, string text) => Add(id, Encoding.Latin1.GetBytes(text + "\0"));

    public static byte[] Properties(params byte[][] properties) => [.. Number((uint)properties.Length), .. properties.SelectMany(bytes => bytes)];

    public static byte[] Fixed(uint id, uint value) => [.. Number((id << 16) | 3), .. Number(value)];

    public static byte[] Text(uint id, string text) => Variable(id, 0x1F, Encoding.Unicode.GetBytes(text + "\0"));

    public static byte[] Variable(uint id, uint type, byte[] value) =>
        [.. Number((id << 16) | type), .. Number(1), .. Number((uint)value.Length), .. Padded(value)];

    /// <summary>A property with a name of its own, which must be passed over.</summary>
    public static byte[] Named(string name) =>
    [
        .. Number(0x80010003), .. new byte[16], .. Number(1), .. Number((uint)name.Length * 2), .. Padded(Encoding.Unicode.GetBytes(name)), .. Number(7),
    ];

    private static byte[] Padded(byte[] value) => [.. value, .. new byte[(4 - (value.Length % 4)) % 4]];

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
