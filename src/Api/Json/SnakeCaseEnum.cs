using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Api.Json;

/// <summary>Reads and writes the values of an enum as words in snake_case.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
