using System.Globalization;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The identity of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        Grain instance => instance.GrainContext.GrainId,
        GrainProxy reference => reference.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().KeyText;

    /// <exception cref="FormatException">The grain does not have a numeric key.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(grain.GetGrainId().KeyText, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A reference that other grains may keep and call. Never hand out <c>this</c> itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var references = grain switch
        {
            Grain instance => instance.Activation.Directory.References,
            GrainProxy reference => reference.References,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
        };
        return (TGrainInterface)(object)references.Create(typeof(TGrainInterface), grain.GetGrainId());
    }
}
