using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EmailAgent.Api.Json;

/// <summary>The JSON settings of the API.</summary>
internal static class ApiJson
{
    // Deep enough for every request there is; a reader's stack is never at risk.
    public const int MaxDepth = 16;

    // Of all features; before Options, which is made of them.
    private static readonly JsonSerializerContext[] Contexts =
    [
        .. typeof(ApiJson).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (JsonSerializerContext)type.GetProperty(nameof(ApiJsonContext.Default), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!),
    ];

    public static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>Returns the options of hand-written writers, in agreement with <see cref="Options"/>.</summary>
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
        foreach (var converter in Contexts.SelectMany(context => context.Options.Converters))
        {
            options.Converters.Add(converter);
        }

        foreach (var (place, context) in Contexts.Index())
        {
            options.TypeInfoResolverChain.Insert(place, context);
        }
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
