using System.Text.Json.Serialization;

namespace EmailAgent.Api.Problems;

/// <summary>The body of every refusal, RFC 9457.</summary>
/// <param name="Type">Identifies the kind of problem; one per code.</param>
/// <param name="Title">The kind of problem as text, the same for each code.</param>
/// <param name="Detail">This problem as text, for a person.</param>
/// <param name="Code">Stable; for programs to test.</param>
/// <param name="RequestId">The value of the X-Request-ID header.</param>
/// <param name="Errors">The reasons for each invalid field.</param>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);
