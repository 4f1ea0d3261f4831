using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>Writes <c>tls</c>, <c>starttls</c>, <c>none</c>: the field's own words, without the underscore of snake_case.</summary>
internal sealed class TransportSecurityConverter() : JsonStringEnumConverter<TransportSecurity>(new LowerCase(), allowIntegerValues: false)
{
    private sealed class LowerCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
