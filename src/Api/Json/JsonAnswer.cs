namespace EmailAgent.Api.Json;

/// <summary>A value as JSON.</summary>
/// <param name="status">The HTTP status.</param>
internal sealed class JsonAnswer<T>(T value, int status = StatusCodes.Status200OK) : IResult, ITaggedAnswer
{
    public const string ContentType = "application/json";

    /// <summary>Adds an ETag and answers 304 to a caller that has this content: for single resources.</summary>
    public bool Tagged { get; init; }

    /// <summary>Writes only these fields of each item: for lists; null for all.</summary>
    public FieldSelection? Fields { get; init; }

    public T Value => value;

    public string ComputeTag() => JsonWriting.ComputeTag(value);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Tagged)
            return JsonWriting.WriteTaggedAsync(httpContext, value, status, ContentType);
        return Fields is null
            ? JsonWriting.WriteAsync(httpContext, value, status, ContentType)
            : JsonWriting.WriteSelectedAsync(httpContext, value, Fields, status, ContentType);
    }
}
