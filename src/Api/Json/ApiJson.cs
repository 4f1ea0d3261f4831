using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Json;

/// <summary>How this Api reads and writes JSON.</summary>
internal static class ApiJson
{
    // Deep enough for every request there is; a reader's stack is never at risk.
    public const int MaxDepth = 16;

    public static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>For writers made by hand, in agreement with <see cref="Options"/>.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Options.Encoder, SkipValidation = true };

    public static JsonTypeInfo<T> TypeInfo<T>() => Cache<T>.TypeInfo;

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        // Safe because the answers are never part of an HTML page: they carry their own content type and nosniff.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcTimestampConverter());
        options.Converters.Add(new TransportSecurityConverter());
        options.Converters.Add(new JsonStringEnumConverter<PollMode>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<PollWhen>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<MailboxAccess>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static class Cache<T>
    {
        public static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }
}
