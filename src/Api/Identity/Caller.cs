using System.Security.Claims;

namespace EmailAgent.Api.Identity;

/// <summary>The authenticated user of a request, as a handler's parameter.</summary>
internal readonly record struct Caller(Guid UserId)
{
    /// <summary>The key of the user's grain and stream.</summary>
    public string Key => UserId.ToString("N");

    public static Caller From(ClaimsPrincipal principal) =>
        Guid.TryParseExact(principal.FindFirst("sub")?.Value, "N", out var id)
            ? new Caller(id)
            : throw new InvalidOperationException("The endpoint does not require an authenticated user.");

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(From(context.User));
}
