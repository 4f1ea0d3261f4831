using EmailAgent.Api.Http;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>The OpenAPI document and the pages that show it.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<DocumentTransformer>();
        options.AddOperationTransformer<OperationTransformer>();
        options.AddSchemaTransformer<SchemaTransformer>();
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = SecurityHeadersMiddleware.PagesPath.TrimStart('/');
            options.DocumentTitle = "EmailAgent API";
            options.SwaggerEndpoint($"/openapi/{Name}.json", "EmailAgent API v1");
        });
    }
}
