using EmailAgent.Grains;

namespace EmailAgent.Api.Json;

/// <summary>One page of a list.</summary>
/// <param name="Total">The number of items in the whole list.</param>
/// <param name="Page">From 1.</param>
internal sealed record PageAnswer<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize, bool HasNext, bool HasPrev)
{
    public static PageAnswer<T> From(Page<T> page) => new(
        page.Items, page.Total, page.PageNumber, page.PageSize, (long)page.PageNumber * page.PageSize < page.Total, page.PageNumber > 1);
}
