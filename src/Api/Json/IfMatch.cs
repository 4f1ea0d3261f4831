using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.Json;

/// <summary>The refusal of writes to resources that have changed since the client read them (If-Match, RFC 9110, section 13.1.1).</summary>
/// <remarks>
/// Tags are compared weakly: they are weak only because answers are also sent compressed, and depend on all of the content. Of a
/// <see cref="IStatefulAnswer"/>, the state is compared.
/// </remarks>
internal static class IfMatch
{
    /// <summary>Checks the condition where nothing but the write itself can change the resource.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reads">The ways in which the client may have read the resource; called only when the client sent If-Match.</param>
    /// <returns>Null when the write can go on.</returns>
    public static async ValueTask<IResult?> RefuseAsync(HttpContext context, params Func<Task<IResult>>[] reads)
    {
        if (!IsConditional(context.Request))
        {
            return null;
        }

        foreach (var read in reads)
        {
            var current = await read();
            if (current is not ITaggedAnswer tagged)
            {
                return current;
            }

            if (EntityTags.MatchState(context.Request.Headers.IfMatch, tagged.ComputeTag()))
            {
                return null;
            }
        }

        return new ProblemAnswer(Problem.Changed);
    }

    /// <summary>
    /// Checks the condition like <see cref="RefuseAsync"/>, and returns the value that the client read, for a write that must find it
    /// unchanged.
    /// </summary>
    public static async ValueTask<(IResult? Refused, T? Expected)> CheckAsync<T>(HttpContext context, params Func<Task<IResult>>[] reads)
        where T : class
    {
        T? expected = null;
        var refused = await RefuseAsync(context, [.. reads.Select<Func<Task<IResult>>, Func<Task<IResult>>>(read => () => ReadAsync(read))]);
        return (refused, expected);

        async Task<IResult> ReadAsync(Func<Task<IResult>> read)
        {
            var current = await read();
            expected = (current as JsonAnswer<T>)?.Value;
            return current;
        }
    }

    /// <summary>
    /// Indicates whether the client bound the request to a tag. A star matches anything that exists, which the write checks itself.
    /// </summary>
    public static bool IsConditional(HttpRequest request) => request.Headers.IfMatch is { Count: > 0 } tags && !EntityTags.IsStar(tags);
}
