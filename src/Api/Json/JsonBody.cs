using System.Reflection;
using System.Text.Json;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Json;

/// <summary>A request body in JSON, bound as a handler's parameter; what cannot be bound is refused with the field's name.</summary>
internal sealed record JsonBody<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class
{
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        RequireJson(context.Request);
        try
        {
            var value = await JsonSerializer.DeserializeAsync(context.Request.Body, ApiJson.TypeInfo<T>(), context.RequestAborted);
            return value is null ? throw Refuse(ProblemCodes.Invalid, "The request body has to be a JSON object.", null) : new JsonBody<T>(value);
        }
        catch (JsonException malformed)
        {
            var field = FieldOf(malformed.Path);
            // A reader's error has the reader's own exception inside; without one the JSON is sound but does not fit.
            throw malformed.InnerException is JsonException
                ? Refuse(ApiProblemCodes.MalformedJson, "The request body is not valid JSON.", field)
                : Refuse(ProblemCodes.Invalid, field is null ? "The request body has to be a JSON object." : $"The value of {field} has the wrong type or is not one of the known values.", field);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([JsonAnswer<T>.ContentType], typeof(T), isOptional: false));

    // UTF-8 only, as RFC 8259, section 8.1 has it.
    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw Refuse(ApiProblemCodes.UnsupportedMediaType, "This endpoint takes application/json in UTF-8.", null);
        }
    }

    private static string? FieldOf(string? path) => path is null or "$" or "" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static RefusedException Refuse(string code, string detail, string? field) => new(new Refusal(
        ProblemKinds.Get(code), detail, field is null ? null : new Dictionary<string, string[]> { [field] = [detail] }));
}
