using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes a parameter in the path of an endpoint, or of all endpoints of a group that have it.</summary>
internal sealed record PathParameterNote(string Name, string Description, string Example)
{
    public const string ExampleId = "019ac2f04b7e7c5b8d1e2f3a4b5c6d7e";

    /// <summary>Completes a parameter by the note of its name that is closest to the endpoint.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not describe the parameter.</exception>
    public static void Complete(OpenApiParameter parameter, IEnumerable<object> metadata, string path)
    {
        var note = metadata.OfType<PathParameterNote>().LastOrDefault(known => known.Name == parameter.Name)
            ?? throw new InvalidOperationException($"{path} does not describe {parameter.Name}; see {nameof(EndpointDescriptions.DescribesParameter)}.");
        parameter.Description ??= note.Description;
        parameter.Example ??= JsonValue.Create(note.Example);
    }
}
