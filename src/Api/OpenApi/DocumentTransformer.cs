using EmailAgent.Api.ApiKeys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Adds what is said of the API as a whole - title, conventions, security schemes, events - and completes schemas and examples.</summary>
internal sealed class DocumentTransformer(RecordSchemas records) : IOpenApiDocumentTransformer
{
    private const string Conventions = """
        JSON in snake_case; timestamps in RFC 3339, UTC, with milliseconds; ids are opaque strings.
        Every refusal of the API is an application/problem+json document (RFC 9457) whose `code` is stable. Every answer has X-Request-ID, the caller's own if it sent one.
        Unknown query parameters and unknown fields of a body are refused with `unknown_field` and the nearest known name. `errors` lists all faults of a body at once.
        Answers state how many more such requests are allowed now (RateLimit-Remaining of RateLimit-Limit) and in how many seconds more are allowed (RateLimit-Reset); beyond that: 429 and Retry-After.
        Lists have page and page_size. Single resources have an ETag for If-None-Match and, if an operation supports it, If-Match. Every GET also supports HEAD.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Service", "Health, and the addresses of pages and documents."),
        ("Identity", "Accounts, sign-in, sessions and the second factor."),
        ("API keys", "Keys for programs."),
        ("Connections", "Mailboxes: connect, change and disconnect them."),
        ("Sync", "The sync of each mailbox, and its progress."),
        ("Mail", "Messages, labels, folders and search."),
        ("Events", "The log of all changes in the mailboxes, as a list and as a stream. The section `webhooks` describes each type."),
        ("Gmail", "Pushes of Gmail."),
        ("Organizations", "Organizations, their members, and mailboxes shared with them."),
        ("Admin", "For administrators of this installation."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "EmailAgent API", Version = "v1", Description = Conventions };
        document.Servers = [new OpenApiServer { Url = "/", Description = "The host that serves this document." }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
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
}
