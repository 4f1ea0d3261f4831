namespace EmailAgent.Api.Parameters;

/// <summary>The parameters of paged lists.</summary>
internal static class Paging
{
    public static readonly IntegerParameter Page = new("page", "The number of the page, from 1.", Default: 1, Min: 1, Max: 10_000_000);

    public static readonly IntegerParameter PageSize = new("page_size", "Items per page.", Default: 20, Min: 1, Max: 100);
}
