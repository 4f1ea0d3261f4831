using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EmailAgent.Intelligence.Categories;

/// <summary>A linear model with one weight for each category and bucket of <see cref="CategoryFeatures"/>.</summary>
internal sealed class CategoryModel
{
    private const string Resource = "EmailAgent.Intelligence.Categories.categories.model";
    private const int HeaderLength = 12;
    private const uint Magic = 0x31544143;
    private const float Steps = 127;

    private readonly sbyte[] _weights;
    private readonly float _scale;
    private readonly float _sharpness;

    private CategoryModel(sbyte[] weights, float scale, float sharpness)
    {
        _weights = weights;
        _scale = scale;
        _sharpness = sharpness;
    }

    /// <summary>The model that was trained by <c>IntelligenceBench train categories</c>.</summary>
    public static CategoryModel Embedded { get; } = ReadEmbedded();

    private static int Categories => MessageCategory.All.Count;

    /// <summary>Makes a model of trained weights, each rounded to one of 255 steps.</summary>
    /// <param name="weights">The weights of all categories for the first bucket, then for the second, and so on.</param>
    /// <param name="sharpness">The factor of the sums that makes probabilities of them; it calibrates the confidence.</param>
    public static CategoryModel Of(ReadOnlySpan<float> weights, float sharpness)
    {
        var most = 1e-6f;
        foreach (var weight in weights)
            most = MathF.Max(most, MathF.Abs(weight));
        var rounded = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            rounded[i] = (sbyte)MathF.Round(weights[i] / most * Steps);
        return new(rounded, most / Steps, sharpness);
    }

    /// <summary>Reads a model as <see cref="Write"/> writes it.</summary>
    public static CategoryModel Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
            throw new InvalidDataException("This is no model of categories.");
        var weights = new sbyte[CategoryFeatures.Buckets * Categories];
        using var unpacked = new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
        unpacked.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new(weights, BinaryPrimitives.ReadSingleLittleEndian(header[4..]), BinaryPrimitives.ReadSingleLittleEndian(header[8..]));
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

    /// <summary>Returns the probabilities of the categories in the order of <see cref="MessageCategory.All"/>.</summary>
    public double[] Probabilities(CategoryFeatures features)
    {
        var sums = new double[Categories];
        foreach (var feature in features.All)
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] += feature.Value * Weight(feature.Bucket, i);
        }

        var most = sums.Max();
        for (var i = 0; i < sums.Length; i++)
            sums[i] = Math.Exp((sums[i] - most) * _sharpness);
        var total = sums.Sum();
        for (var i = 0; i < sums.Length; i++)
            sums[i] /= total;
        return sums;
    }

    /// <summary>Returns how much a feature speaks for a category rather than for the others.</summary>
    public double Pull(CategoryFeature feature, int category)
    {
        var others = 0f;
        for (var i = 0; i < Categories; i++)
            others += i == category ? 0 : Weight(feature.Bucket, i);
        return feature.Value * (Weight(feature.Bucket, category) - others / (Categories - 1));
    }

    private float Weight(int bucket, int category) => _weights[bucket * Categories + category] * _scale;

    private static CategoryModel ReadEmbedded()
    {
        using var stream = typeof(CategoryModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        return Read(stream);
    }
}
