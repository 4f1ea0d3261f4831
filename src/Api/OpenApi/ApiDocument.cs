using EmailAgent.Api.Events;
using EmailAgent.Api.Http;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains.RateLimits;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>The OpenAPI document and the pages that show it.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    /// <summary>The path of the document.</summary>
    public const string Path = $"/openapi/{Name}.json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        var records = new RecordSchemas();
        return services.AddSingleton<CachedDocument>().AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = records.Name;
            options.AddOperationTransformer<OperationTransformer>();
            options.AddSchemaTransformer<SchemaTransformer>();
            options.AddDocumentTransformer(new DocumentTransformer(records));
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet(Path, (HttpContext context, CachedDocument document) => document.WriteAsync(context))
            .AllowAnonymous().CountsAs(RateClass.Open).ExcludeFromDescription();
        app.MapGet($"{EventSamples.Path}/{{type}}.json", (string type) => EventSamples.SchemaOf(type) is { } schema
                ? Results.Text(schema, "application/schema+json")
                : new ProblemAnswer(Refusal.NotFound("type of event")))
            .AllowAnonymous().CountsAs(RateClass.Open).ExcludeFromDescription();
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = SecurityHeadersMiddleware.PagesPath.TrimStart('/');
            options.DocumentTitle = "EmailAgent API";
            options.SwaggerEndpoint(Path, "EmailAgent API v1");
        });
    }
}
