using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Parameters;

/// <summary>
/// A middleware that refuses query parameters that the endpoint does not know. If a misspelled filter were ignored, the answer would not be
/// the requested one.
/// </summary>
internal sealed class UnknownParameterMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.HasValue
            && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && context.GetEndpoint() is RouteEndpoint { Metadata: var metadata }
            && metadata.GetMetadata<AnyQueryMetadata>() is null
            && Check(context.Request.Query, metadata) is { Any: true } errors)
        {
            return errors.ToAnswer().ExecuteAsync(context);
        }

        return next(context);
    }

    private static FieldErrors Check(IQueryCollection query, EndpointMetadataCollection metadata)
    {
        string[] known = [.. metadata.GetOrderedMetadata<QueryParameterMetadata>().SelectMany(described => described.Parameters).Select(parameter => parameter.Name)];
        var errors = new FieldErrors();
        foreach (var name in query.Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            errors.AddUnknown(name, name, known);
        }

        return errors;
    }
}
