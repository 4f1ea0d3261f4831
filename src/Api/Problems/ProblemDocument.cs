using System.Text.Json.Serialization;

namespace EmailAgent.Api.Problems;

/// <summary>The body of every refusal, RFC 9457.</summary>
/// <param name="Type">Names the kind of problem; one per code.</param>
/// <param name="Title">The kind in words, always the same for a code.</param>
/// <param name="Detail">This problem in words, for a person.</param>
/// <param name="Code">Stable; what programs test.</param>
/// <param name="RequestId">The value of the X-Request-ID header.</param>
/// <param name="Errors">For each field that cannot be used, why.</param>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);
