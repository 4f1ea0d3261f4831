using System.Numerics;

namespace EmailAgent.Intelligence.Retrieval;

/// <summary>
/// The signs of a rotated vector, one bit for each number: the more bits two vectors differ in, the larger is the angle between them. A database ranks
/// by them without reading the vectors.
/// </summary>
internal static class SignBits
{
    /// <summary>The bytes of the bits, the first bit being the most significant one of the first byte.</summary>
    public const int Bytes = EmbeddingVector.Dimensions / 8;

    private const int Rounds = 3;

    // The largest power of two that divides the dimensions.
    private const int Block = 128;

    // Odd and no multiple of three: every place is reached once.
    private const int Stride = 131;

    private static readonly float[] Flips = [.. Enumerable.Range(0, Rounds * EmbeddingVector.Dimensions).Select(FlipOf)];

    /// <summary>Returns the bits of a vector of <see cref="EmbeddingVector.Dimensions"/> numbers.</summary>
    public static byte[] Of(ReadOnlySpan<float> vector)
    {
        Span<float> rotated = stackalloc float[EmbeddingVector.Dimensions];
        vector.CopyTo(rotated);
        Rotate(rotated);
        var bits = new byte[Bytes];
        for (var i = 0; i < rotated.Length; i++)
        {
            if (rotated[i] > 0)
                bits[i >> 3] |= (byte)(0x80 >> (i & 7));
        }

        return bits;
    }

    /// <summary>Returns the number of bits in which two vectors differ.</summary>
    public static int Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var distance = 0;
        for (var i = 0; i < one.Length; i++)
            distance += BitOperations.PopCount((uint)(one[i] ^ other[i]));
        return distance;
    }

    // Spreads what lies in few numbers, as in vectors of words, over all of them; otherwise most signs would be those of zeros.
    private static void Rotate(Span<float> vector)
    {
        Span<float> moved = stackalloc float[EmbeddingVector.Dimensions];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < vector.Length; i++)
                moved[i * Stride % vector.Length] = vector[i] * Flips[(round * vector.Length) + i];
            moved.CopyTo(vector);
            for (var start = 0; start < vector.Length; start += Block)
                Transform(vector.Slice(start, Block));
        }
    }

    // The Walsh-Hadamard transform, which is a rotation but for a factor that no sign depends on.
    private static void Transform(Span<float> block)
    {
        for (var half = 1; half < block.Length; half *= 2)
        {
            for (var start = 0; start < block.Length; start += half * 2)
            {
                for (var i = start; i < start + half; i++)
                    (block[i], block[i + half]) = (block[i] + block[i + half], block[i] - block[i + half]);
            }
        }
    }

    // Fixed for ever: stored bits depend on it.
    private static float FlipOf(int number)
    {
        var mixed = ((ulong)number + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        return (BitOperations.PopCount(mixed ^ (mixed >> 27)) & 1) == 0 ? 1 : -1;
    }
}
