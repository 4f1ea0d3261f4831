using System.Text.Json;

namespace EmailAgent.Api.Json;

/// <summary>The words that the values of an enum are in JSON.</summary>
internal static class EnumWords
{
    /// <param name="type">An enum that is read and written as text.</param>
    public static IReadOnlyList<string> Of(Type type) =>
        [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, ApiJson.Options.GetTypeInfo(type)).GetString()!)];
}
