namespace EmailAgent.Api.Json;

/// <summary>A whole list.</summary>
internal sealed record ListAnswer<T>(IReadOnlyList<T> Items, int Total)
{
    public static ListAnswer<T> From(IReadOnlyList<T> items) => new(items, items.Count);
}
