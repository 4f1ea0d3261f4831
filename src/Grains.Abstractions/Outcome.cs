namespace EmailAgent.Grains;

/// <summary>A value, or the reason why there is none: an expected refusal travels as a value, not as an exception.</summary>
/// <remarks>Exactly one of <see cref="Value"/> and <see cref="Problem"/> is set.</remarks>
[GenerateSerializer, Immutable, Alias("outcome`1")]
public sealed record Outcome<T>(
    [property: Id(0)] T? Value,
    [property: Id(1)] Problem? Problem)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);
}

/// <summary>An expected refusal.</summary>
/// <param name="Code">A constant marked with <see cref="ProblemAttribute"/>; stable, documented, what programs test.</param>
/// <param name="Detail">One sentence for a person; never holds a secret.</param>
/// <param name="Field">The request field it is about, in the API's spelling; null if it is about the whole request.</param>
/// <param name="Reasons">All reasons why the field is invalid, if there are more than the detail names.</param>
/// <param name="RetryAfter">Seconds until a retry can succeed, if known.</param>
/// <param name="Others">Refusals of other fields of the same request.</param>
[GenerateSerializer, Immutable, Alias("problem")]
public sealed record Problem(
    [property: Id(0)] string Code,
    [property: Id(1)] string Detail,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] IReadOnlyList<string>? Reasons = null,
    [property: Id(4)] int? RetryAfter = null,
    [property: Id(5)] IReadOnlyList<Problem>? Others = null)
{
    /// <summary>Refuses a change of a resource that is no longer as the client read it.</summary>
    public static Problem Changed { get; } = new(ProblemCodes.PreconditionFailed, "This has changed since it was read. Read it again, then repeat the change.");

    /// <summary>Combines refusals of several fields into one.</summary>
    /// <returns>Null if there is none.</returns>
    public static Problem? Combine(params ReadOnlySpan<Problem?> problems)
    {
        var found = new List<Problem>();
        foreach (var problem in problems)
        {
            if (problem is not null)
            {
                found.Add(problem with { Others = null });
                found.AddRange(problem.Others ?? []);
            }
        }

        return found switch
        {
            [] => null,
            [var only] => only,
            [var first, .. var others] => first with { Others = others },
        };
    }
}

/// <summary>The value of an operation that succeeds without a result.</summary>
[GenerateSerializer, Immutable, Alias("done")]
public sealed record Done
{
    public static readonly Done Value = new();
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The page's items, in the list's order.</param>
/// <param name="Total">How many items the whole list has.</param>
/// <param name="PageNumber">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
/// <param name="NextAfter">Cursor of the next page, in lists that can continue at one; null at the end, and in others.</param>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>(
    [property: Id(0)] IReadOnlyList<T> Items,
    [property: Id(1)] long Total,
    [property: Id(2)] int PageNumber,
    [property: Id(3)] int PageSize,
    [property: Id(4)] string? NextAfter = null);
