using EmailAgent.Api.ApiKeys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Title, conventions and the security schemes.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    private const string Conventions = """
        JSON in snake_case; timestamps in RFC 3339, UTC; ids are opaque strings.
        Every refusal is an application/problem+json document (RFC 9457) whose `code` is stable. Every answer carries X-Request-ID, the caller's own if it sent one.
        Answers say how many more such requests are possible at once (RateLimit-Remaining of RateLimit-Limit) and in how many seconds more will be (RateLimit-Reset); beyond that: 429 and Retry-After.
        Lists take page and page_size; single resources carry an ETag.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "EmailAgent API", Version = "v1", Description = Conventions };
        document.Servers = []; // relative to where the document is
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [JwtBearerDefaults.AuthenticationScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The access_token of register, login or refresh, good for 15 minutes; or an access token of an issuer that this installation trusts.",
            },
            [ApiKeyHandler.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyHandler.Header,
                Description = "A key of POST /api-keys, which can also stand where an access token does. It may do what its scopes name, as far as its owner may.",
            },
        };
        return Task.CompletedTask;
    }
}
