using System.Buffers.Binary;

namespace EmailAgent.Mail.Mime;

/// <summary>Walks over a list of MAPI properties (MS-OXTNEF section 2.1.3.4).</summary>
internal struct TnefProperties
{
    private const int Several = 0x1000;
    private const int FirstNamed = 0x8000;

    private ReadOnlyMemory<byte> _rest;
    private uint _left;

    public TnefProperties(ReadOnlyMemory<byte> data)
    {
        _rest = data;
        IsComplete = true;
        _left = Number();
    }

    /// <summary>Indicates whether all properties were read. Data that ends within a property, and types of unknown length, make it false.</summary>
    public bool IsComplete { get; private set; }

    public bool Read(out TnefProperty property)
    {
        property = default;
        if (_left == 0 || !IsComplete)
            return false;
        _left--;
        var tag = Number();
        var (type, id) = ((int)(tag & 0xEFFF), (int)(tag >> 16));
        if (id >= FirstNamed)
            SkipName();
        var isVariable = type is TnefProperty.Object or TnefProperty.String8 or TnefProperty.Unicode or TnefProperty.Binary;
        var length = isVariable ? 0 : FixedLength(type);
        var count = isVariable || (tag & Several) != 0 ? Number() : 1;
        var first = default(ReadOnlyMemory<byte>);

        // Values without bytes would never end at the end of the data.
        for (var i = 0u; i < count && IsComplete && (isVariable || length > 0); i++)
        {
            var value = Take(isVariable ? Number() : length);
            if (i == 0)
                first = value;
        }

        property = new TnefProperty(id, type, first);
        return IsComplete;
    }

    private void SkipName()
    {
        Take(16);
        if (Number() == 0)
            Take(4);
        else
            Take(Number());
    }

    private static uint FixedLength(int type) => type switch
    {
        0x0002 or 0x0003 or 0x0004 or 0x000A or 0x000B => 4,
        0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => 8,
        0x0048 => 16,
        0x0000 or 0x0001 => 0,
        _ => uint.MaxValue,
    };

    private uint Number()
    {
        var bytes = Take(4);
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) : 0;
    }

    /// <summary>Takes bytes and what fills them up to a multiple of four; nothing where there are not as many.</summary>
    private ReadOnlyMemory<byte> Take(uint length)
    {
        if (length > _rest.Length)
        {
            IsComplete = false;
            return default;
        }

        var bytes = _rest[..(int)length];
        _rest = _rest[(int)Math.Min((length + 3L) & ~3L, _rest.Length)..];
        return bytes;
    }
}
