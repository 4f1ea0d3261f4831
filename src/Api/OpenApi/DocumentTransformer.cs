using EmailAgent.Api.ApiKeys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>
/// The parts of the document about the API as a whole - title, conventions, security schemes, events - and the completion of schemas and
/// examples.
/// </summary>
internal sealed class DocumentTransformer(RecordSchemas records) : IOpenApiDocumentTransformer
{
    private const string Conventions = """
        JSON in snake_case; timestamps in RFC 3339, UTC, with milliseconds; ids are opaque strings.
        Every refusal of the API is an application/problem+json document (RFC 9457) whose `code` is stable. Every answer has X-Request-ID, the caller's own if it sent one.
        Unknown query parameters and unknown fields of a body are refused with `unknown_field` and the nearest known name. `errors` lists all faults of a body at once.
        Answers state how many more such requests are allowed now (RateLimit-Remaining of RateLimit-Limit) and in how many seconds more are allowed (RateLimit-Reset); beyond that: 429 and Retry-After.
        Lists have page and page_size. Single resources have an ETag for If-None-Match and, on operations that list it, If-Match; other writes refuse it with 412. Every GET also supports HEAD.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "EmailAgent API", Version = "v1", Description = Conventions };
        document.Servers = [new OpenApiServer { Url = "/", Description = "The host that serves this document." }];
        document.Tags = TagsOf(context).Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [JwtBearerDefaults.AuthenticationScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The access_token of register, login or refresh, valid for 15 minutes; or an access token of an issuer that this installation trusts.",
            },
            [ApiKeyHandler.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyHandler.Header,
                Description = "A key of POST /api-keys, which can also stand where an access token does. It allows what its scopes name, as far as its owner is allowed to.",
            },
        };
        EventWebhooks.AddTo(document);
        records.Complete(document);
        BodyExamples.AddTo(document);
        return Task.CompletedTask;
    }

    private static IEnumerable<ApiTag> TagsOf(OpenApiDocumentTransformerContext context) =>
        context.DescriptionGroups.SelectMany(group => group.Items)
            .SelectMany(endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<ApiTag>())
            .Distinct()
            .OrderBy(tag => tag.Place);
}
