namespace EmailAgent.Grains.ApiKeys;

/// <summary>The checksum of ISO 3309, polynomial 0x04C11DB7 reflected, of a text in ASCII.</summary>
internal static class Crc32
{
    public static uint Of(string text)
    {
        var sum = uint.MaxValue;
        foreach (var character in text)
        {
            sum ^= (byte)character;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }

        return ~sum;
    }
}
