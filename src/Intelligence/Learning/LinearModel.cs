using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EmailAgent.Intelligence.Learning;

/// <summary>Trained weights, one for each class and bucket of features, each rounded to one of 255 steps.</summary>
internal sealed class LinearModel
{
    private const int HeaderLength = 12;
    private const uint Magic = 0x31544143;
    private const float Steps = 127;

    private readonly sbyte[] _weights;
    private readonly int _classes;
    private readonly float _scale;
    private readonly float _sharpness;

    private LinearModel(sbyte[] weights, int classes, float scale, float sharpness)
    {
        _weights = weights;
        _classes = classes;
        _scale = scale;
        _sharpness = sharpness;
    }

    /// <summary>Makes a model of trained weights.</summary>
    /// <param name="weights">The weights of all classes for the first bucket, then for the second, and so on.</param>
    /// <param name="sharpness">The factor of the sums that makes probabilities of them; it calibrates the confidence.</param>
    public static LinearModel Of(ReadOnlySpan<float> weights, int classes, float sharpness)
    {
        var most = 1e-6f;
        foreach (var weight in weights)
            most = MathF.Max(most, MathF.Abs(weight));
        var rounded = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            rounded[i] = (sbyte)MathF.Round(weights[i] / most * Steps);
        return new(rounded, classes, most / Steps, sharpness);
    }

    /// <summary>Reads a model as <see cref="Write"/> writes it.</summary>
    public static LinearModel Read(Stream stream, int buckets, int classes)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
            throw new InvalidDataException("This is no linear model.");
        var weights = new sbyte[buckets * classes];
        using var unpacked = new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
        unpacked.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new(weights, classes, BinaryPrimitives.ReadSingleLittleEndian(header[4..]), BinaryPrimitives.ReadSingleLittleEndian(header[8..]));
    }

    /// <summary>Reads a model that is embedded in this assembly.</summary>
    public static LinearModel ReadEmbedded(string resource, int buckets, int classes)
    {
        using var stream = typeof(LinearModel).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        return Read(stream, buckets, classes);
    }

    public void Write(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteSingleLittleEndian(header[4..], _scale);
        BinaryPrimitives.WriteSingleLittleEndian(header[8..], _sharpness);
        stream.Write(header);
        using var packed = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        packed.Write(MemoryMarshal.AsBytes(_weights.AsSpan()));
    }

    /// <summary>Returns how much a feature speaks for a class rather than for the others.</summary>
    public double Pull(WeightedBucket feature, int label)
    {
        var others = 0f;
        for (var i = 0; i < _classes; i++)
            others += i == label ? 0 : Weight(feature.Bucket, i);
        return feature.Value * (Weight(feature.Bucket, label) - (others / (_classes - 1)));
    }

    /// <summary>Adds the weights of a feature to the sums of the classes.</summary>
    public void Add(WeightedBucket feature, Span<double> sums)
    {
        var row = _weights.AsSpan(feature.Bucket * _classes, _classes);
        for (var i = 0; i < row.Length; i++)
            sums[i] += feature.Value * _scale * row[i];
    }

    /// <summary>Makes probabilities of the sums of the classes.</summary>
    public void Normalize(Span<double> sums)
    {
        var most = double.MinValue;
        foreach (var sum in sums)
            most = Math.Max(most, sum);
        var total = 0.0;
        foreach (ref var sum in sums)
            total += sum = Math.Exp((sum - most) * _sharpness);
        foreach (ref var sum in sums)
            sum /= total;
    }

    private float Weight(int bucket, int label) => _weights[(bucket * _classes) + label] * _scale;
}
