using System.Text.Json.Serialization;
using EmailAgent.Grains;

namespace EmailAgent.Api.Json;

/// <summary>One page of a list.</summary>
/// <param name="Total">The number of items in the whole list.</param>
/// <param name="Page">From 1.</param>
/// <param name="NextAfter">Continues a list that is sorted by priority, as <c>after</c>; absent at its end, and in other lists.</param>
internal sealed record PageAnswer<T>(
    IReadOnlyList<T> Items,
    long Total,
    int Page,
    int PageSize,
    bool HasNext,
    bool HasPrev,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextAfter = null)
{
    public static PageAnswer<T> From(Page<T> page) => new(
        page.Items, page.Total, page.PageNumber, page.PageSize, (long)page.PageNumber * page.PageSize < page.Total, page.PageNumber > 1, page.NextAfter);
}
