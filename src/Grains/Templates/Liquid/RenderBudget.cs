using Fluid.Values;

namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>The limits of rendering one template: time, operations, output, and the size of each value.</summary>
internal sealed class RenderBudget(TimeProvider time)
{
    public const int MaxOutput = 500_000;
    public const int MaxText = 200_000;
    public const int MaxItems = 2_000;

    private const int MaxOperations = 500_000;
    private const int OperationsPerLook = 256;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();

    private int _operations;
    private int _written;

    /// <summary>Counts an operation.</summary>
    /// <exception cref="RenderLimitException">A limit is reached.</exception>
    public void Step()
    {
        if (++_operations > MaxOperations)
            throw new RenderLimitException("It takes too many operations.");
        if (_operations % OperationsPerLook == 0)
            CheckTime();
    }

    /// <summary>Counts output.</summary>
    /// <exception cref="RenderLimitException">A limit is reached.</exception>
    public void Write(int characters)
    {
        _written += characters;
        if (_written > MaxOutput)
            throw new RenderLimitException($"The result is longer than {MaxOutput} characters.");
        Step();
    }

    /// <exception cref="RenderLimitException">It has taken too long.</exception>
    public void CheckTime()
    {
        if (time.GetElapsedTime(_began) > MaxTime)
            throw new RenderLimitException("It takes too long.");
    }

    /// <summary>Checks a value that was computed.</summary>
    /// <exception cref="RenderLimitException">The value is too large.</exception>
    public static FluidValue Check(FluidValue value)
    {
        if (Measure(value) > MaxText)
            throw new RenderLimitException($"A value is longer than {MaxText} characters, or a list has more than {MaxItems} items.");
        return value;
    }

    /// <summary>Returns the characters that a value has as text, at least.</summary>
    public static long Measure(FluidValue value)
    {
        if (value is not ArrayValue { Values: var items })
            return value.Type == FluidValues.String ? value.ToStringValue().Length : 0;
        if (items.Count > MaxItems)
            return long.MaxValue;
        var sum = 0L;
        foreach (var item in items)
        {
            // Lists in lists are the values of variables, or were checked when they were made.
            sum += Math.Min(Measure(item), MaxText + 1L) + 1;
            if (sum > MaxText)
                break;
        }

        return sum;
    }
}
