using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Arithmetic on vectors, and their stored form.</summary>
internal static class EmbeddingVector
{
    /// <summary>The numbers of a vector, of every model.</summary>
    public const int Dimensions = 384;

    /// <summary>The bytes of a stored vector: half-precision numbers, least significant byte first.</summary>
    public const int StoredBytes = Dimensions * 2;

    /// <summary>Returns the cosine of the angle between two vectors of length 1.</summary>
    public static float Similarity(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        if (one.Length != other.Length)
            throw new ArgumentException("The vectors differ in length.", nameof(other));
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(one);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < lefts.Length; i++)
            sums += lefts[i] * rights[i];
        var sum = Vector.Sum(sums);
        for (var i = lefts.Length * Vector<float>.Count; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    /// <summary>Scales a vector to length 1, in place; zeros stay.</summary>
    public static void Normalize(Span<float> vector)
    {
        var length = MathF.Sqrt(Similarity(vector, vector));
        if (length == 0)
            return;
        foreach (ref var number in vector)
            number /= length;
    }

    /// <summary>Returns the stored form.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * 2];
        for (var i = 0; i < vector.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), (Half)vector[i]);
        return bytes;
    }

    /// <summary>Returns the vector of a stored form.</summary>
    public static float[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var vector = new float[bytes.Length / 2];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        return vector;
    }
}
