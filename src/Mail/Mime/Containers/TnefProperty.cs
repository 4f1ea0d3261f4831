namespace EmailAgent.Mail.Mime;

/// <summary>A MAPI property (MS-OXTNEF section 2.1.3.4).</summary>
/// <param name="Id">Property identifier.</param>
/// <param name="Type">Property type, without the bit for several values.</param>
/// <param name="Value">The value's bytes; of several the first.</param>
internal readonly record struct TnefProperty(int Id, int Type, ReadOnlyMemory<byte> Value)
{
    public const int Object = 0x000D;
    public const int String8 = 0x001E;
    public const int Unicode = 0x001F;
    public const int Binary = 0x0102;
}
