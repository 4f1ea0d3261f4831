using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.OpenApi;

/// <summary>What endpoints say about themselves for the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    public static TBuilder Describes<TBuilder>(this TBuilder builder, string summary)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithSummary(summary);

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, int status, string contentType = "application/json") =>
        builder.Produces<T>(status, contentType);

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder builder, int status) => builder.Produces(status);

    /// <summary>The codes of problems that are this endpoint's own; the general ones are added to every endpoint.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params string[] codes) =>
        builder.WithMetadata(new RefusalMetadata([.. codes.Select(ProblemKinds.Get)]));

    /// <summary>The endpoint refuses to change what has another ETag than the client read; the handler checks that with <see cref="Json.IfMatch"/>.</summary>
    public static RouteHandlerBuilder HonorsIfMatch(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new IfMatchMetadata()).Refuses(ProblemCodes.PreconditionFailed);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(new QueryParameterMetadata(parameters));
}
