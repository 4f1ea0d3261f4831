namespace EmailAgent.MailFuzz;

/// <summary>Damages inputs: bytes changed, pieces cut, repeated, moved, or taken from other inputs.</summary>
internal sealed class Mutator(FuzzTarget target, Random random)
{
    private const int LongestInput = 256 << 10;

    public byte[] Next()
    {
        var bytes = Pick(target.Seeds).ToList();
        for (var damages = random.Next(1, 12); damages > 0; damages--)
            Damage(bytes);
        if (bytes.Count > LongestInput)
            bytes.RemoveRange(LongestInput, bytes.Count - LongestInput);
        return [.. bytes];
    }

    /// <summary>A short piece to be repeated until it is long: what is slow in one place is slower in many.</summary>
    public byte[] NextPiece()
    {
        var source = Next();
        var from = random.Next(source.Length + 1);
        var piece = source.AsSpan(from, Math.Min(source.Length - from, random.Next(1, 200)));
        return random.Next(3) == 0 ? [.. Pick(target.Tokens), .. piece] : [.. piece, .. Pick(target.Tokens)];
    }

    private void Damage(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1 << random.Next(10))));
                break;
            case 3:
                bytes.InsertRange(at, [.. Enumerable.Repeat(Pick(target.Tokens), random.Next(1, 1 << random.Next(8))).SelectMany(token => token)]);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(500))));
                break;
            case 5:
                var other = Pick(target.Seeds);
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1000))]);
                break;
            default:
                bytes.InsertRange(at, Pick(target.Tokens));
                break;
        }
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[random.Next(from.Count)];
}
