using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.OpenApi;

/// <summary>The descriptions of endpoints for the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    public static TBuilder Describes<TBuilder>(this TBuilder builder, string summary)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithSummary(summary);

    /// <summary>Puts the endpoint into a section of the document.</summary>
    public static TBuilder WithTags<TBuilder>(this TBuilder builder, ApiTag tag)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithTags(tag.Name).WithMetadata(tag);

    /// <summary>Describes the parameter <c>id</c> in the path.</summary>
    /// <param name="resource">The resource that it identifies, such as <c>a message</c>.</param>
    public static TBuilder DescribesId<TBuilder>(this TBuilder builder, string resource)
        where TBuilder : IEndpointConventionBuilder =>
        builder.DescribesParameter("id", $"The id of {resource}.");

    /// <summary>Describes a parameter in the path. A note on an endpoint replaces one on its group.</summary>
    public static TBuilder DescribesParameter<TBuilder>(this TBuilder builder, string name, string description, string example = PathParameterNote.ExampleId)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PathParameterNote(name, description, example));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, int status, string contentType = "application/json") =>
        builder.Produces<T>(status, contentType);

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder builder, int status) => builder.Produces(status);

    /// <summary>Lists the codes of problems that are specific to this endpoint; the general ones are added to every endpoint.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params string[] codes) =>
        builder.WithMetadata(new RefusalMetadata([.. codes.Select(ProblemKinds.Get)]));

    /// <summary>
    /// Marks an endpoint that refuses a change if the ETag differs from the one that the client read; the handler checks that with
    /// <see cref="Json.IfMatch"/>.
    /// </summary>
    public static RouteHandlerBuilder HonorsIfMatch(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new IfMatchMetadata()).Refuses(ProblemCodes.PreconditionFailed);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(new QueryParameterMetadata(parameters));
}
