using System.Reflection;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Json;

/// <summary>A request body in JSON, bound as a handler's parameter.</summary>
/// <param name="Value">The body; fields that do not fit are absent.</param>
/// <param name="Fields">Holds what is wrong with the body so far. The handler adds to it and answers with all of it at once.</param>
internal sealed record JsonBody<T>(T Value, FieldErrors Fields) : IEndpointParameterMetadataProvider
    where T : class
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        RequireJson(context.Request);
        using var body = new PooledBuffer();
        await body.ReadFromAsync(context.Request.Body, context.RequestAborted);
        var json = body.WrittenMemory;
        var fields = new FieldErrors();
        return new JsonBody<T>(BodyBinding.Bind<T>(json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json, fields), fields);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([JsonAnswer<T>.ContentType], typeof(T), isOptional: false));

    // UTF-8 only, as RFC 8259, section 8.1 has it.
    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RefusedException(Refusal.From(ApiProblemCodes.UnsupportedMediaType, "The endpoint accepts only application/json in UTF-8."));
        }
    }
}
