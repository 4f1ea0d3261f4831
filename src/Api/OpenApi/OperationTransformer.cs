using EmailAgent.Api.Access;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Adds to each operation its query parameters, its refusals by code, and what it needs of the caller.</summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    private static readonly ProblemKind[] OfAll = [ProblemKinds.Get(ProblemCodes.Unavailable)];
    private static readonly ProblemKind[] OfBodies =
    [
        ProblemKinds.Get(ProblemCodes.Invalid), ProblemKinds.Get(ApiProblemCodes.MalformedJson),
        ProblemKinds.Get(ApiProblemCodes.PayloadTooLarge), ProblemKinds.Get(ApiProblemCodes.UnsupportedMediaType),
        ProblemKinds.Get(ApiProblemCodes.UnsupportedContentEncoding),
    ];

    private static readonly ProblemKind[] OfCallers =
    [
        ProblemKinds.Get(ApiProblemCodes.Unauthenticated), ProblemKinds.Get(ApiProblemCodes.MissingPermission), ProblemKinds.Get(IdentityProblems.AccountDisabled), ProblemKinds.Get(IdentityProblems.SecondFactorRequired),
    ];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameterMetadata>().SelectMany(described => described.Parameters))
            (operation.Parameters ??= []).Add(QueryParameterSchemas.Describe(parameter, context.Document));
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path) ?? [])
        {
            PathParameterNote.Complete(parameter, metadata, $"/{context.Description.RelativePath}");
        }

        if (metadata.OfType<IfMatchMetadata>().Any())
        {
            (operation.Parameters ??= []).Add(IfMatchParameter());
        }

        if (metadata.OfType<IdempotencyMetadata>().Any())
        {
            (operation.Parameters ??= []).Add(IdempotencyKeyParameter());
        }

        if (metadata.OfType<FormMetadata>().FirstOrDefault() is { } form)
        {
            operation.RequestBody = form.ToBody();
        }

        var kinds = new List<ProblemKind>(OfAll);
        kinds.AddRange(metadata.OfType<RefusalMetadata>().SelectMany(refusals => refusals.Kinds));
        if (metadata.OfType<IAcceptsMetadata>().Any())
            kinds.AddRange(OfBodies);
        if (RateClassMetadata.Of(new EndpointMetadataCollection(metadata), context.Description.HttpMethod ?? "") is not null)
            kinds.Add(ProblemKinds.Get(ApiProblemCodes.RateLimited));
        if (context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true && !metadata.OfType<AnyQueryMetadata>().Any())
        {
            kinds.Add(ProblemKinds.Get(ApiProblemCodes.UnknownField));
            kinds.Add(ProblemKinds.Get(ApiProblemCodes.MalformedRequest));
        }

        operation.Security = []; // explicitly none for those that need no caller
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            kinds.AddRange(OfCallers);
            var permission = metadata.OfType<EndpointPermission>().LastOrDefault();
            operation.Security = [Requirement(JwtBearerDefaults.AuthenticationScheme, context)];
            if (permission is null || (permission.Needed & PermissionGrants.OfKeys) != 0)
                operation.Security.Add(Requirement(ApiKeyHandler.SchemeName, context));
            if (permission is not null)
                operation.Description = $"Permission: `{permission.Name}`.";
        }

        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellationToken);
        context.Document?.AddComponent(nameof(ProblemDocument), schema);
        AddRefusals(operation, kinds, new OpenApiSchemaReference(nameof(ProblemDocument), context.Document));
    }

    private static OpenApiParameter IfMatchParameter() => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Description = "The ETag that the client read; the request is refused with 412 if the resource has changed since.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter IdempotencyKeyParameter() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Description = "A unique text that the client generates for the operation. For 24 hours, a repetition of the request with the same key receives the same answer, and is not executed again.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength },
    };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };

    private static void AddRefusals(OpenApiOperation operation, List<ProblemKind> kinds, OpenApiSchemaReference schema)
    {
        operation.Responses ??= [];
        foreach (var status in kinds.DistinctBy(kind => kind.Code).GroupBy(kind => kind.Status).OrderBy(group => group.Key))
        {
            // An answer of the endpoint's own with the same status, as of the readiness check, stays.
            operation.Responses.TryAdd(status.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(kind => $"`{kind.Code}`: {kind.Title}")),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = schema } },
            });
        }
    }
}
